"""Our own pages: units, claim, codes, library, what is covered. Server-rendered HTML; one small script each."""
