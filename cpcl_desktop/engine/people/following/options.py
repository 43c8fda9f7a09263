"""What following people goes by, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackOptions:
    """Distances are in heights of the person's box (about 1.7 m), times in seconds."""

    confident: float = 0.35  # detection score that may start a track
    weak: float = 0.2  # detection score that may continue one
    again: float = 0.25  # IoU with a confident detection from which a weak one is the same person once more
    evidence: float = 0.9  # sum of scores that makes a track
    alone: float = 0.6  # one detection this confident is a track by itself
    lost_s: float = 2.0  # a person hidden for longer starts a new track
    weak_s: float = 0.7  # weak detections continue only what was seen this recently
    speed: float = 1.2  # heights/s, deviation of an unknown walking speed
    agility: float = 0.7  # heights/s per √s, how fast a walking speed drifts
    jitter: float = 0.06  # heights, deviation of a detector's box centre
    reach: float = 3.0  # deviations from the predicted centre within which a detection may belong
    furthest: float = 1.2  # heights from the predicted centre, however uncertain it is
    fastest: float = 2.0  # heights/s; at long intervals a detection may belong as far away as that gives
    resize: float = 2.5  # ratio of heights within which both may be one person; half of one can be hidden
    unlike: float = 0.25  # distance of clothing colours beyond which it is someone else
    unlike_again: float = 0.15  # the same for someone who was out of sight for longer than `weak_s`
    worst: float = 0.75  # cost above which a detection is not assigned
    inside: float = 0.7  # share of a detection inside another's box that makes it a part of the same person
    cut: float = 0.8  # share of the usual height below which a part of the person is hidden
    # Frames looked at again (`hindsight`).
    hindsight_s: float = 1.0  # after which they are, or after two more frames
    between: float = 0.3  # heights/s, deviation of a place between two that are known, from the nearer
    beyond: float = 0.6  # heights/s, the same before the first or after the last
    stay: float = 0.05  # cost by which another person must fit better
    unsure: float = 0.3  # cost by which it must fit one better than another, to be given to anybody
    # Boxes that were nobody's (`filling`).
    back_s: float = 2.5  # for which they are kept
    filled: float = 0.7  # cosine from which such a box is somebody's
    # Looks, where there is an embedder.
    looks: float = 1.0  # cost of a cosine lower by one
    likely: float = 0.45  # cosine below which somebody is not found again by looks
    strange: float = 0.3  # cosine below which it is somebody else
    # Who met, and may have swapped places.
    meets: float = 0.25  # share of one's box inside another's with which they meet
    parted: float = 0.1  # share with which they have parted
    sure: int = 3  # times that who has parted must have been seen
    known_s: float = 3.0  # for which somebody must have been seen, to be cut off from who looks different
    swapped: float = 0.15  # by how much looks must speak for a swap, as a sum of two cosines
    # Passages put together over an occlusion.
    join_s: float = 10.0  # the longest
    settle_s: float = 2.0  # that the later passage is waited for beyond, to be seen better
    join_reach: float = 0.9  # heights from the place expected, at once
    join_speed: float = 0.5  # heights/s by which that grows
    join_furthest: float = 3.0  # heights
    join_resize: float = 3.0  # ratio of heights; more may be hidden at one end
    join_seen: int = 3  # times that the later passage must have been seen otherwise
    join_likely: float = 0.45  # cosine below which it is somebody else
    join_doubt: float = 0.005  # by which that grows each second
    join_margin: float = 0.02  # by how much it must fit better than others who are seen at once
    seam_likely: float = 0.55  # the cosine over a seam, where less is kept of a passage
    seam_margin: float = 0.08  # the margin there
    taken_back: float = 0.65  # cosine from which who was cut off for other looks is the same person after all
    astray_s: float = 2.0  # of a passage's end that may have been another's, while its person was seen elsewhere
    astray_likely: float = 0.57  # cosine from which that was so
    # The same at once and in the very place, which looks need only not speak against.
    here_s: float = 1.5
    here: float = 0.2  # heights
    here_resize: float = 4.0
    here_likely: float = 0.4  # cosine below which it is somebody else, less where pictures are small
    here_first: float = 0.15  # by how much more alike another must be to go before
    # What is no person, or one already.
    still_s: float = 3.0  # seconds after which a thing that never changed is none
    still: float = 0.15  # heights that its box may move
    unchanged: float = 6.0  # grey levels that a part of its picture may change
    hesitant: float = 0.6  # mean score above which it is a person all the same
    settled_s: float = 5.0  # seconds after which a thing that looks as it did at first is none, whoever went past
    in_place: float = 0.5  # IoU with a known thing's box from which it is that thing
    doubtful: float = 0.45  # mean score below which it may change in part meanwhile
    about: float = 0.3  # heights that its box may move then
    mostly: float = 0.7  # share of its parts that do not
    same: float = 0.7  # share of its life that a track was a part of another's, to be dropped

    def reach_after(self, gap_s: float) -> float:
        """Heights from the place expected within which somebody may appear who was hidden for so long."""
        return min(self.join_reach + self.join_speed * gap_s, self.join_furthest)

    def likely_after(self, gap_s: float) -> float:
        """The cosine below which it is somebody else then."""
        return self.join_likely + self.join_doubt * gap_s
