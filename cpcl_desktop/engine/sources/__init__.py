"""What there is to read: walking paths, identity by content, what recorders put into names, moved footage.

Files are only listed, named and hashed here; `decoder` opens them.
Nothing here may know people or networks.
"""
