"""Drawing: lettering in any script, PNG files, contact sheets.

Arrays and records in, pictures out.
Nothing here may decode footage or decide what is worth showing.
"""
