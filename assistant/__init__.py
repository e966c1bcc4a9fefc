"""Outpatient-rehabilitation coding and billing questions in, checked and cited answers out."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: idle threads of its small products would use up a second core

__version__ = "0.1.0"
