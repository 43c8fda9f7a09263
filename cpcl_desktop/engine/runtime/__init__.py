"""What machine this is: where things lie, execution providers, sessions of ONNX Runtime and what they can hold.

Networks are run here and understood elsewhere.
Nothing here may know people, footage or cases.
"""
