"""The admin page: documents, uploads, the watched folder, gaps and thumbs, generations, usage. For signed-in admins only."""
