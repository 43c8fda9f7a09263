"""Which rows are alike, and the clusters that follow: what the trainer and the desktop both group by.

The k-reciprocal Jaccard distance, its heavy kernels for the CPU, and sparse matrices for it. NumPy and FAISS only:
nothing here may know torch or SciPy; the trainer brings kernels for a GPU of its own, and DBSCAN.
"""
