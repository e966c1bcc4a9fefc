"""The server: chat pages, REST, widget. The only importer of gradio and fastapi."""
