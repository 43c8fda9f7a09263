"""The person detector: scenes to learn from, a small network, its training, judging and export.

Scenes are composed of rendered people and of things that are not people; frames of real footage with boxes
join them. What image–text models need is elsewhere. May import `synthetic`, `model` and `ship`, not back.
"""
