"""Reading footage: time-stamped frames out of video files, images and folders of images."""
