"""Following people from frame to frame: which box is whom, through crossings, occlusions and long intervals.

`builder` is the way in: detections of one source's frames, in order, become tracks.
Nothing here may know where frames come from or what becomes of tracks.
"""
