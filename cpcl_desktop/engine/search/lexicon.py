"""The words of witnesses: what they mean of clothes, hair, things carried, people and movement. Tables only.

Each table maps a meaning to the words for it, with commas between them; a
word may be several ("flat cap"). Plurals, hyphens and British or American
spellings of one word need no entry where a rule of words.py covers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Table = Mapping[str, str]

COLOURS: Final[Table] = {
    "black": "black, blackish, jet black, ebony, all black",
    "white": "white, whitish, off white, ivory",
    "grey": "grey, gray, greyish, grayish, silver, silvery, charcoal, slate, ash grey, gunmetal",
    "red": "red, reddish, scarlet, crimson, ruby, vermilion, carmine",
    "dark red": "maroon, burgundy, wine red, claret, oxblood, wine coloured",
    "pink": "pink, pinkish, rose, salmon, fuchsia, magenta, coral",
    "orange": "orange, orangish, rust, rusty, rust brown, amber, terracotta, apricot, peach, copper",
    "yellow": "yellow, yellowish, mustard, gold, golden, lemon",
    "green": "green, greenish, lime, emerald, mint, jade, bottle green, racing green",
    "olive": "olive, olive green, army green, khaki green, moss green, dark olive",
    "blue": "blue, bluish, azure, cobalt, royal blue, sky blue, cornflower, ultramarine, petrol blue",
    "navy": "navy, navy blue, midnight blue, indigo",
    "teal": "teal, turquoise, aqua, cyan, aquamarine, petrol, green blue, blue green",
    "purple": "purple, purplish, violet, lilac, lavender, mauve, plum, aubergine",
    "brown": "brown, brownish, chocolate, chestnut, tawny, russet, bronze, hazel, mocha",
    "beige": (
        "beige, tan, cream, creamy, camel, sand, sandy, fawn, khaki, taupe, stone coloured, ecru, buff, oatmeal"
    ),
    "dark": "dark, dark coloured, dark colored",
    "light": "light coloured, light colored, pale coloured",
    "colourful": "colourful, colorful, multicoloured, multicolored, multi coloured, multi colored, rainbow",
}

# Said of a colour; alone, some of them stand for one.
SHADES: Final[Table] = {
    "light": "light, pale, pastel, faded, washed out, soft",
    "dark": "deep",
    "bright": "bright, neon, fluorescent, vivid, luminous",
    "mid": "mid, medium",
}

# Colours of hair that are said of people as well: "a blonde woman".
HAIR_COLOURS: Final[Table] = {
    "blonde": "blonde, blond, fair haired, fair, platinum, flaxen, strawberry blonde",
    "brown": "brunette, auburn",
    "red": "ginger, redhead, redheaded, red headed, red haired",
}

PATTERNS: Final[Table] = {
    "striped": "striped, stripy, stripey, stripes, stripe, pinstriped, pinstripe, hooped, banded",
    "checked": "checked, checkered, chequered, plaid, tartan, gingham, lumberjack, check, houndstooth",
    "spotted": "spotted, spotty, dotted, polka dot, polka dotted, polka dots",
    "printed": "patterned, printed, floral, flowery, flowered, paisley, graphic, logo, print",
    "camouflage": "camouflage, camo, camouflaged",
    "two-tone": "two tone, two toned, two coloured, two colored, colour block, color block, contrasting",
    "melange": "speckled, melange, mottled, marled, flecked, heathered",
    "plain": "plain, solid",
    "leopard": "leopard, leopard print, leopard skin, animal print, zebra print",
}

LENGTHS: Final[Table] = {
    "long": (
        "long, longish, knee length, ankle length, full length, floor length, calf length, reaching the knees"
    ),
    "short": "short, shortish, cropped, close cropped, mini, short cut, short cropped, buzz cut",
    "medium": "medium length, shoulder length, chin length, mid length, collar length",
}

# What a garment or hair is made of or like, beside colour, pattern and length.
DETAILS: Final[Table] = {
    "denim": "denim",
    "leather": "leather, leatherette, suede, pleather",
    "knitted": "knitted, knit, woolly, wooly, woollen, woolen, wool, cable knit, crocheted, fleecy",
    "padded": "padded, quilted, puffy, down filled, insulated",
    "hooded": "hooded, with a hood, with hood",
    "short-sleeved": "short sleeved, short sleeve, short sleeves, half sleeved",
    "long-sleeved": "long sleeved, long sleeve, long sleeves, full sleeved",
    "sleeveless": "sleeveless, no sleeves, without sleeves",
    "raised collar": "raised collar, turned up collar, high collar, collar up, stand up collar, collar",
    "pleated": "pleated, flared, ruffled, tiered",
    "tight": "tight, skinny, slim fit, fitted, tight fitting, close fitting",
    "loose": "loose, baggy, oversized, oversize, wide, wide legged, flowing",
    "ripped": "ripped, torn, distressed, holey",
    "reflective": "reflective, high visibility, hi vis, hi viz, high vis, hi visibility, high viz",
    "fur": "fur hood, with fur hood, fur, furry, fur trimmed, fur lined, faux fur, sheepskin",
    "straw": "straw, wicker",
    "shiny": "shiny, glossy, satin, silk, silky, metallic, sequinned, sequined",
    "open": "open, unbuttoned, unzipped, undone",
    "buttoned": "buttoned, zipped, zip up, zipped up, button up, button down, done up",
    "straight": "straight",
    "curly": "curly, wavy, curls, curl, frizzy, curled",
    "thinning": "thinning, receding, balding",
    "tied": "tied back, swept back, slicked back, pulled back, tied up, pinned up, untied",
    "corduroy": "corduroy, cord, linen, cotton, tweed, velvet, nylon, fleece lined",
    "dirty": "dirty, muddy, paint stained, stained, worn, shabby, scruffy, smart, formal, casual",
    "large": "small, little, tiny, large, big, huge",
    "slip-on": "slip on, lace up, flat, pointed, high heeled, chunky, heavy duty",
}

GARMENTS: Final[Mapping[str, Table]] = {
    "top": {
        "t-shirt": "t shirt, tshirt, tee, tee shirt, teeshirt",
        "tank top": ("tank top, tank, vest top, camisole, singlet, crop top, strappy top, halter top, halterneck"),
        "shirt": (
            "shirt, blouse, dress shirt, button down shirt, polo shirt, polo, flannel, football shirt, jersey"
        ),
        "top": "top, long sleeved t shirt",
        "sweater": (
            "sweater, jumper, pullover, sweatshirt, sweat shirt, knitwear, turtleneck, turtle neck, polo "
            "neck, roll neck, rollneck, crewneck, fleece"
        ),
        "hoodie": "hoodie, hoody, hooded sweatshirt, hooded top, hooded jumper",
        "jacket": (
            "jacket, bomber, bomber jacket, windbreaker, windcheater, anorak, leather jacket, biker jacket, "
            "denim jacket, jean jacket, tracksuit top, track top, track jacket, rain jacket, cagoule, cagoul, "
            "kagoule, kagool, waterproof, harrington, varsity jacket, letterman jacket, shell jacket, zip up "
            "top"
        ),
        "puffer jacket": (
            "puffer jacket, puffer, puffa, puffa jacket, padded jacket, down jacket, quilted jacket, puffy "
            "jacket, puffer coat, padded coat, winter jacket"
        ),
        "coat": (
            "coat, overcoat, over coat, raincoat, rain coat, trench coat, trenchcoat, trench, parka, duffle "
            "coat, duffel coat, mac, mackintosh, peacoat, pea coat, greatcoat, long jacket, winter coat, fur "
            "coat, poncho, cape, cloak, lab coat, topcoat"
        ),
        "cardigan": "cardigan, cardie, knitted jacket, knit cardigan",
        "suit jacket": ("suit jacket, blazer, sport coat, sports jacket, sport jacket, dinner jacket, tuxedo, tux"),
        "hi-vis vest": (
            "high visibility vest, hi vis vest, hi viz vest, high vis vest, safety vest, reflective vest, "
            "high visibility jacket, hi vis jacket, hi viz jacket, high vis jacket, reflective jacket, safety "
            "jacket, hi vis, hi viz, high vis, tabard, high visibility waistcoat"
        ),
        "vest": "vest, waistcoat, gilet, body warmer, bodywarmer, sleeveless jacket, stab vest, puffer vest",
        "tunic": "tunic, kurta, smock, kaftan, caftan",
        "apron": "apron, pinafore, pinny, overall apron",
    },
    "bottom": {
        "trousers": (
            "trousers, trouser, pants, slacks, chinos, cords, khakis, cargo pants, cargo trousers, cargos, "
            "combats, combat trousers, corduroys, suit trousers, dress pants, flares, culottes, dungaree "
            "trousers"
        ),
        "jeans": "jeans, jean, denims, skinny jeans",
        "joggers": (
            "joggers, sweatpants, sweat pants, tracksuit bottoms, track pants, jogging bottoms, trackies, "
            "jogging pants, tracksuit trousers, tracksuit pants, joggies, trackpants"
        ),
        "leggings": "leggings, legging, tights, yoga pants, stockings, pantyhose, jeggings, cycling tights",
        "shorts": (
            "shorts, bermudas, board shorts, cycling shorts, cargo shorts, denim shorts, short pants, hot pants"
        ),
        "skirt": "skirt, miniskirt, mini skirt, kilt, maxi skirt, midi skirt, sarong",
        "bottoms": "bottoms",
    },
    "dress": {
        "dress": (
            "dress, frock, sundress, gown, maxi dress, summer dress, minidress, sari, saree, abaya, burqa, "
            "burka, robe, thobe, cassock, nightdress, dressing gown"
        ),
        "suit": "suit, business suit, three piece suit, two piece suit, trouser suit, pantsuit, pant suit",
        "overalls": (
            "overalls, overall, boiler suit, boilersuit, coveralls, coverall, dungarees, jumpsuit, jump suit, "
            "onesie, romper, playsuit, wetsuit, ski suit"
        ),
        "tracksuit": "tracksuit, track suit, shell suit, jogging suit, sweatsuit, sports kit",
        "uniform": (
            "uniform, police uniform, scrubs, security uniform, school uniform, fatigues, work clothes, workwear"
        ),
        "clothes": "clothes, clothing, clothed, outfit, garment, attire, gear, garb, dressed",
    },
    "shoes": {
        "trainers": (
            "trainers, trainer, sneakers, sneaker, runner, running shoes, gym shoes, tennis shoes, sports "
            "shoes, plimsolls, canvas shoes, high tops, runners, pumps, athletic shoes"
        ),
        "boots": (
            "boots, boot, ankle boots, knee boots, wellies, wellington boots, wellingtons, hiking boots, work "
            "boots, riding boots, cowboy boots, walking boots, rubber boots"
        ),
        "sandals": (
            "sandals, sandal, flip flops, flip flop, flipflops, sliders, slides, thongs, crocs, clogs, "
            "slippers, slipper"
        ),
        "heels": "heels, high heels, stilettos, high heeled shoes, court shoes, wedges",
        "shoes": (
            "shoes, shoe, footwear, loafers, brogues, slip ons, slip on shoes, flats, flat shoes, oxfords, "
            "moccasins, lace ups, dress shoes, ballet shoes"
        ),
    },
    "headwear": {
        "cap": (
            "cap, baseball cap, flat cap, peaked cap, ball cap, trucker cap, flatcap, snapback, baseball hat, visor"
        ),
        "beanie": (
            "beanie, woolly hat, wooly hat, knit hat, knitted hat, bobble hat, bobblehat, toque, tuque, skull "
            "cap, stocking cap, ski hat, watch cap, winter hat"
        ),
        "hat": (
            "hat, fedora, trilby, sun hat, sunhat, straw hat, bowler, bowler hat, top hat, cowboy hat, "
            "panama, panama hat, bucket hat, beret, brimmed hat, bush hat, stetson, boater, headgear, "
            "deerstalker"
        ),
        "hood": "hood up, hood over, hood, hoods up, hood over the head, hood pulled up, hood raised",
        "helmet": (
            "helmet, hard hat, hardhat, safety helmet, crash helmet, cycle helmet, bike helmet, motorcycle helmet"
        ),
        "headscarf": (
            "headscarf, head scarf, hijab, head covering, bandana, bandanna, turban, headband, head band, "
            "sweatband, veil, durag, balaclava hat"
        ),
        "headphones": "headphones, headphone, earphones, headset, earbuds, earmuffs, ear defenders, ear buds",
    },
    "eyewear": {
        "glasses": ("glasses, spectacles, specs, eyeglasses, eye glasses, goggles, reading glasses, bespectacled"),
        "sunglasses": "sunglasses, sun glasses, shades, dark glasses, aviators, sunnies",
    },
    "mask": {
        "mask": (
            "mask, face mask, facemask, balaclava, face covering, surgical mask, snood, medical mask, masked, "
            "face covered, respirator"
        ),
    },
    "beard": {
        "beard": (
            "beard, bearded, full beard, goatee, stubble, facial hair, unshaven, stubbly, sideburns, whiskers"
        ),
        "moustache": "moustache, mustache, tash, moustached, mustachioed, handlebar moustache",
    },
    "hair": {
        "hair": "hair, haired, hairstyle, hairdo, locks, hairs, head of hair",
        "ponytail": "ponytail, pony tail, pigtails, pig tails, pigtail, ponytails",
        "bun": "bun, topknot, top knot, man bun, updo, hair up, chignon",
        "braid": (
            "braid, braids, braided, plait, plaits, plaited, cornrows, dreadlocks, dreads, dreadlock, cornrow"
        ),
        "afro": "afro",
        "bob": "bob, pixie, pixie cut, mohawk, mohican, mullet, quiff, fringe, bangs, crew cut, crewcut",
        "bald": (
            "bald, bald head, bald headed, baldy, shaved head, shaven head, skinhead, shaven headed, shaved "
            "headed, hairless, no hair, bald pate"
        ),
    },
    "accessory": {
        "scarf": "scarf, shawl, neckerchief, pashmina, neck warmer, muffler, wrap, stole",
        "tie": "tie, necktie, bow tie, bowtie, neck tie",
        "lanyard": "lanyard, necklace, chain, id badge, badge, medal, pendant",
        "gloves": "gloves, glove, mittens, mitten, rubber gloves",
        "belt": "belt, braces, suspenders, watch, wristwatch, bracelet, earring, earrings, sash, armband",
    },
    "bag": {
        "backpack": (
            "backpack, back pack, rucksack, ruck sack, school bag, schoolbag, knapsack, daypack, day pack, "
            "bag on the back, bag on his back, bag on her back, bag on their back, bookbag, book bag, "
            "haversack, bergen, satchel on the back, hiking pack"
        ),
        "shoulder bag": (
            "shoulder bag, crossbody bag, cross body bag, messenger bag, satchel, bag over the shoulder, bag "
            "over his shoulder, bag over her shoulder, bag over one shoulder, crossbody, cross body, man bag, "
            "manbag, sling bag, laptop bag, courier bag, body bag, tote bag, tote"
        ),
        "handbag": "handbag, hand bag, purse, clutch, clutch bag, pocketbook",
        "suitcase": (
            "suitcase, suit case, trolley case, luggage, wheeled case, trolley bag, rolling suitcase, wheelie "
            "case, wheelie bag, roller bag, baggage, carry on, trunk, cabin case"
        ),
        "shopping bag": (
            "shopping bag, carrier bag, plastic bag, grocery bag, paper bag, shopping, bin bag, bag for life, "
            "bin liner, groceries, poly bag"
        ),
        "holdall": (
            "holdall, hold all, duffel bag, duffle bag, duffel, duffle, sports bag, gym bag, kit bag, kitbag, "
            "sport bag, weekend bag, travel bag"
        ),
        "briefcase": "briefcase, brief case, attache case, attaché case, document case, portfolio",
        "waist bag": "bum bag, bumbag, fanny pack, waist bag, belt bag, waist pack, hip bag",
        "bag": "bag, sack, pouch, pack",
    },
    "object": {
        "umbrella": "umbrella, brolly, parasol",
        "pram": "pram, pushchair, push chair, buggy, stroller, baby carriage, perambulator",
        "bicycle": "bicycle, bike, cycle, push bike, pushbike, mountain bike, cyclist, bmx",
        "scooter": (
            "scooter, kick scooter, e scooter, electric scooter, moped, motorbike, motorcycle, motorcyclist"
        ),
        "skateboard": "skateboard, skate board, longboard, skateboarder",
        "trolley": (
            "trolley, shopping trolley, shopping cart, cart, hand truck, sack truck, wheelbarrow, barrow, dolly"
        ),
        "wheelchair": (
            "wheelchair, wheel chair, mobility scooter, walker, walking frame, zimmer, zimmer frame, rollator"
        ),
        "phone": (
            "phone, mobile, mobile phone, cell phone, cellphone, smartphone, telephone, on the phone, smart phone"
        ),
        "box": "box, boxes, parcel, package, cardboard box, crate, carton, toolbox, tool box, case, container",
        "dog": "dog, puppy, dog on a lead, dog on a leash, alsatian, terrier",
        "stick": "walking stick, cane, crutch, crutches, stick, walking cane, pole",
        "bottle": "bottle, cup, coffee, coffee cup, drink, mug, beer, takeaway cup, flask",
        "paper": (
            "newspaper, paper, papers, magazine, book, folder, clipboard, documents, map, envelope, notebook, file"
        ),
        "weapon": (
            "knife, gun, weapon, bat, baseball bat, crowbar, hammer, machete, pistol, rifle, axe, screwdriver"
        ),
        "cigarette": "cigarette, smoking, vape, vaping, cigar, pipe, smoker",
        "equipment": (
            "tripod, camcorder, guitar, guitar case, instrument, violin case, laptop, tablet, ladder, bucket"
        ),
        "flowers": "flowers, bouquet, balloon, balloons, flower, present, gift",
        "child": "baby, infant, toddler in arms, baby in arms",
    },
}

# Nouns for a person: what they say of sex and age.
PEOPLE: Final[Mapping[str, tuple[str, str]]] = {
    "man": ("male", ""),
    "gentlemen": ("male", ""),
    "policemen": ("male", ""),
    "gentleman": ("male", ""),
    "guy": ("male", ""),
    "bloke": ("male", ""),
    "male": ("male", ""),
    "fellow": ("male", ""),
    "chap": ("male", ""),
    "dude": ("male", ""),
    "lad": ("male", "young"),
    "boy": ("male", "child"),
    "schoolboy": ("male", "child"),
    "woman": ("female", ""),
    "lady": ("female", ""),
    "female": ("female", ""),
    "lass": ("female", "young"),
    "gal": ("female", ""),
    "girl": ("female", ""),
    "schoolgirl": ("female", "child"),
    "grandmother": ("female", "old"),
    "granny": ("female", "old"),
    "grandfather": ("male", "old"),
    "grandad": ("male", "old"),
    "mother": ("female", ""),
    "mum": ("female", ""),
    "mom": ("female", ""),
    "father": ("male", ""),
    "dad": ("male", ""),
    "child": ("", "child"),
    "kid": ("", "child"),
    "toddler": ("", "child"),
    "schoolchild": ("", "child"),
    "teenager": ("", "teenage"),
    "teen": ("", "teenage"),
    "adolescent": ("", "teenage"),
    "youth": ("", "teenage"),
    "youngster": ("", "young"),
    "adult": ("", "adult"),
    "pensioner": ("", "old"),
    "oap": ("", "old"),
    "senior": ("", "old"),
    "person": ("", ""),
    "people": ("", ""),
    "individual": ("", ""),
    "somebody": ("", ""),
    "someone": ("", ""),
    "anybody": ("", ""),
    "anyone": ("", ""),
    "suspect": ("", ""),
    "subject": ("", ""),
    "figure": ("", ""),
    "pedestrian": ("", ""),
    "worker": ("", ""),
    "workman": ("male", ""),
    "student": ("", "young"),
    "passenger": ("", ""),
    "customer": ("", ""),
    "shopper": ("", ""),
    "driver": ("", ""),
    "walker by": ("", ""),
    "passer by": ("", ""),
    "passerby": ("", ""),
    "policeman": ("male", ""),
    "policewoman": ("female", ""),
    "guard": ("", ""),
    "officer": ("", ""),
}

AGES: Final[Table] = {
    "child": "childlike, preteen, pre teen",
    "teenage": "teenage, teenaged, adolescent looking",
    "young": "young, youngish, younger, youthful, twenty something",
    "middle-aged": "middle aged, middle age, mature",
    "old": "old, elderly, older, aged, oldish, retired, grey haired old",
}

BUILDS: Final[Table] = {
    "slim": "slim, thin, slender, skinny build, slight, lean, slightly built, slim build, petite, lanky, wiry",
    "heavy": (
        "heavyset, heavy set, stocky, overweight, fat, obese, chubby, plump, large build, big build, heavily "
        "built, heavy, well built, burly, thickset, thick set, broad, broad shouldered, stout, portly, "
        "muscular, athletic build"
    ),
    "tall": "tall, tallish, very tall, over six foot, six foot",
    "short": "short build, short in height, short stature",
    "average": "average build, medium build, average height, medium height, normal build, athletic",
    "pregnant": "pregnant",
}

FACINGS: Final[Table] = {
    "behind": (
        "seen from behind, from behind, from the back, seen from the back, rear view, back view, back turned, "
        "back to the camera, facing away, back to camera"
    ),
    "front": (
        "seen from the front, from the front, facing the camera, front view, facing camera, looking at the "
        "camera, facing forward"
    ),
    "side": "seen from the side, from the side, side view, in profile, sideways",
}

MOTIONS: Final[Table] = {
    "left": (
        "to the left, walking left, walks left, going left, goes left, moving left, heading left, walking to "
        "the left, moving to the left, going to the left, towards the left, toward the left, right to left, "
        "from right to left, from the right, walked left, went left, came from the right, running left, "
        "headed left, leftwards, leftward"
    ),
    "right": (
        "to the right, walking right, walks right, going right, goes right, moving right, heading right, "
        "walking to the right, moving to the right, going to the right, towards the right, toward the right, "
        "left to right, from left to right, from the left, walked right, went right, came from the left, "
        "running right, headed right, rightwards, rightward"
    ),
    "towards": (
        "towards the camera, toward the camera, walking towards the camera, coming towards the camera, "
        "walking toward the camera, coming toward the camera, approaching the camera, approaching, coming "
        "closer, towards camera, toward camera, walking towards camera, coming nearer"
    ),
    "away": (
        "away from the camera, running away from the camera, walking away, walks away, walked away, going "
        "away, moving away, away from camera, walking away from the camera, moving away from the camera, "
        "leaving, walking off"
    ),
    "waiting": (
        "waiting, waits, waited, standing, stands, stood, loitering, loiters, loitered, standing still, "
        "hanging around, hanging about, lingering, lingered, standing around, standing about, stationary, "
        "stopped"
    ),
    "running": (
        "running, runs, ran, hurrying, hurries, hurried, sprinting, sprints, jogging, jogs, rushing, rushed, "
        "sprint, jogged, hurriedly, running away, fleeing, fled, jogger"
    ),
    "walking": (
        "walking, walks, walked, strolling, strolls, strolled, walking slowly, walking past, walking by, "
        "walk, stroll"
    ),
}

NEGATORS: Final[str] = (
    "no longer, no, not, without, never, isn't, isnt, doesn't, doesnt, hasn't, hasnt, wasn't, wasnt, didn't, "
    "didnt, lacking, lacks, minus, neither, nor, except, except for, excluding, other than, anything but, "
    "instead of, w/o, sans, rather than, cannot see, aren't, arent, non"
)

# One word that denies: what it means, to be counted against.
DENIALS: Final[Mapping[str, tuple[str, str]]] = {
    "bareheaded": ("headwear", "hat"),
    "bare headed": ("headwear", "hat"),
    "hatless": ("headwear", "hat"),
    "clean shaven": ("beard", "beard"),
    "cleanshaven": ("beard", "beard"),
    "beardless": ("beard", "beard"),
    "empty handed": ("bag", "bag"),
    "hands free": ("bag", "bag"),
    "unmasked": ("mask", "mask"),
    "maskless": ("mask", "mask"),
}

# Never read, and taken out of what the model is given: the product does not search by these.
BARRED: Final[str] = (
    "ic1, ic2, ic3, ic4, ic5, ic6, ic9, asian, african, caucasian, european, arab, arabic, hispanic, latino, "
    "latina, chinese, indian, pakistani, black skinned, white skinned, dark skinned, light skinned, fair "
    "skinned, brown skinned, tanned skin, muslim, christian, jewish, hindu, sikh, turkish, mixed race, "
    "ethnic, ethnicity, race, african american, skin, complexion, dark complexion, oriental, gypsy, roma, "
    "middle eastern, mediterranean, afro caribbean"
)

# Understood, but asking for nothing.
PLAIN: Final[str] = (
    "sure, certain, known, clear, a, an, the, his, her, their, its, my, this, that, these, those, some, is, "
    "are, was, were, be, been, being, has, have, had, having, does, did, do, he, she, they, it, him, them, "
    "there, of, to, at, by, for, from, as, into, onto, who, whom, whose, which, what, then, also, very, "
    "quite, rather, really, kind, sort, looks, looking, look, like, seen, saw, see, find, show, me, please, "
    "search, wants, possibly, maybe, probably, perhaps, likely, apparently, visible, showing, shows, tied, "
    "hanging, covering, covered, head, face, body, feet, foot, legs, leg, back, bare, neck, arms, arm, hand, "
    "hands, shoulder, shoulders, waist, around, about, approximately, approx, roughly, entirely, completely, "
    "mostly, partly, fully, all, both, only, just, same, matching, pair, piece, set, coloured, colored, "
    "colour, color, tone, shade, style, type, description, described, wearer, one, two, build, height, aged, "
    "age, years, year, yo, camera, underneath, inside, outside, upper, lower, half, chest, thing, things, "
    "something, top half, bottom half, i, we, you, it's, he's, she's, on, up, down, off"
)

# Words before which what was said of no garment stands for the clothes: "in black with white shoes".
CUTS: Final[str] = (
    "in, pushed, pull, wearing, wears, wore, worn, with, carrying, carries, carried, carry, holding, holds, "
    "held, hold, over, under, underneath, beneath, above, below, pushing, pushes, pulling, pulls, dragging, "
    "riding, rides, but, while, whilst, plus, then, who, has, has got, got, on top of, and a, and an, and "
    "the, wear, using, walking with, w"
)

# Plain English words that are a letter or two away from an entry, and never a slip of it.
NO_SLIPS: Final[str] = (
    "aaron, adolescence, africa, agent, aground, akron, approximate, arabia, ardent, aren, arena, argent, "
    "armand, asean, asia, aviator, badger, badly, banana, bang, banged, banks, banned, bard, barge, barlow, "
    "barron, battle, bear, bears, bedside, berger, bermuda, bernie, bert, bing, blake, bland, blank, blaze, "
    "blazed, blend, blind, blood, blow, blown, blush, boarded, boats, boeing, bolts, bombed, bond, bonded, "
    "bones, boost, booth, booths, borrow, bottled, bouts, bowie, bowled, boxed, boxer, boxers, brace, braced, "
    "brain, brains, brakes, brand, brands, braves, bread, bret, bring, broke, brood, brow, browne, brows, "
    "budge, bully, burke, burma, bury, cain, cameo, canton, carbon, cards, carey, carlos, carlton, carmel, "
    "carr, carson, cartoon, cary, causal, cellar, chan, cheat, cheek, chess, chet, chick, chile, chili, "
    "chill, chopped, chopper, choral, chords, christina, christine, christmas, chuck, chunk, chunks, clare, "
    "clock, clutching, coal, colon, colton, completed, completes, completion, complexity, conor, conquered, "
    "contained, contracting, converted, converting, cooper, cora, cores, corps, coveted, crane, crater, "
    "create, crest, crete, crotch, crows, crunch, curate, cured, cursed, curved, customary, denies, "
    "depressed, describes, descriptive, didn, dirt, diver, documented, doesn, doll, dolls, drag, drank, "
    "dread, dreams, dresser, drive, driven, drives, drunk, duran, durga, earning, earnings, entirety, "
    "enveloped, exceeding, excerpt, exploding, eyelashes, faced, fade, fades, famed, fares, farther, fated, "
    "fatigue, feared, feather, ferry, figured, filly, fisted, flags, flames, flank, flaps, flash, flawed, "
    "flaws, fleeting, fleming, flicked, floats, flock, flora, flores, flowed, flowering, folded, follow, "
    "followers, following, folly, format, freeing, fridge, fury, giggles, giles, globe, gloss, glover, "
    "graphical, grasses, greed, greek, greene, greenwich, greer, greet, grove, groves, hailed, hairy, haley, "
    "handing, handy, hangs, hans, hasn, hating, hatred, haunt, haze, healy, heaving, heel, heirs, helmut, "
    "hind, hindi, hired, hole, holly, holy, honey, hooper, hoped, hopped, india, indiana, individually, "
    "insider, instrumental, insulted, jagger, jens, jumped, knotted, kurt, lack, lange, lanka, leading, "
    "leaking, leaning, leaping, leasing, leon, leonard, lettering, licking, lila, linden, line, lines, "
    "lively, lock, locke, locus, logging, looming, loops, loosen, looting, lose, loser, lover, lowe, "
    "macintosh, maddy, marching, marion, marley, marlon, marred, meal, medial, melanie, metabolic, metal, "
    "minas, minds, mines, moved, muffled, muller, newer, oder, office, offices, oliver, order, outsider, "
    "outsiders, overnight, oversight, oxford, packaged, paid, pain, pakistan, paler, para, park, parks, "
    "parma, parts, party, paste, patel, patrol, peace, pearson, pennant, penny, perch, persona, petit, "
    "pierce, pills, piper, piston, plan, plant, planted, platt, pleaded, pleas, plume, point, pointe, "
    "pointedly, pointer, polling, polls, poppy, porch, possible, preach, pregnancy, presented, presenter, "
    "presently, president, prevent, printer, probable, prone, pulse, pulsing, pure, purge, pursed, pursue, "
    "quiet, quit, quote, raiding, rally, receiving, recording, reflecting, reflection, reilly, respective, "
    "respiratory, retire, ride, riders, ridges, rippled, rises, rising, rites, ruining, rushes, salman, "
    "salon, saloon, satan, scandal, scandals, scar, scare, scarlett, scars, scary, schooling, scooted, scout, "
    "scrolling, scrolls, scrub, seater, sensor, shady, shake, shakes, shale, shame, shane, shape, shapes, "
    "share, shares, shave, shaw, shawn, sheds, shift, shin, shine, shipping, shire, shit, shock, shoot, "
    "shooter, shoots, shore, shot, shouts, shoving, shown, shrinking, shrubs, sick, sidewalks, sight, silly, "
    "single, singled, singles, singleton, skipper, slack, slated, slater, slave, slices, slick, slid, slide, "
    "slipped, slippery, slowing, smack, smell, smoked, smoothing, snacks, snoop, snort, snout, sold, sole, "
    "somethin, spade, speaker, speakers, spec, spectacle, spiders, splitting, springs, squinting, stack, "
    "stacks, stade, stain, stall, start, state, stationed, stepped, stink, stocks, stoke, stolen, stomped, "
    "stool, stopping, store, stove, straighten, strained, strands, strap, stray, stride, strides, strife, "
    "strike, strikes, strip, stripped, strips, strive, strong, stuck, stumble, styled, subjected, sued, "
    "suspected, suspended, sustained, table, tables, tape, tarzan, think, thinking, thinks, ting, tired, "
    "tonic, torque, trailer, trailers, trained, trainee, tunis, tying, uniformed, uniformly, united, "
    "unmarked, vigor, violent, visibly, waiter, waived, waking, wales, walled, waller, walls, walter, wanted, "
    "wanting, wars, wasn, wasted, wasting, weaker, weary, weaver, weaving, wedge, welles, whale, whispers, "
    "wholly, whore, wicked, wicket, winchester, witch, wits, woken, wooden, woody, woolf, worked, woven, "
    "wrist, write, writing, yong, zipper"
)

# Little words of other languages: whoever writes them is not describing in English.
FOREIGN: Final[str] = (
    "der, die, das, ein, eine, einen, einem, einer, mit, ohne, und, oder, mann, frau, junge, mädchen, rote, "
    "roter, rotem, schwarze, schwarzer, schwarzem, weiße, weisse, jacke, hose, mütze, le, la, les, un, une, "
    "des, avec, sans, et, ou, homme, femme, garçon, fille, veste, manteau, pantalon, rouge, noir, noire, "
    "blanc, blanche, bleu, verte, el, los, las, una, con, sin, y, hombre, mujer, chico, chica, chaqueta, "
    "abrigo, rojo, roja, negro, negra, blanco, azul, uomo, donna, ragazzo, ragazza, giacca, rosso, rossa, "
    "nero, nera, senza, che, een, het, met, zonder, vrouw, jas, rode, zwarte, homem, mulher, com, sem, "
    "vermelho, preto, casaco, jaqueta, mężczyzna, kobieta, kurtka, bez"
)
