"""What stands between the network and the app: who is calling, may they, how much, and what the browser may do."""
