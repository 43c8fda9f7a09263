"""The two GLSL programs' text: skinning, and one fragment shader for skin, cloth, hair and things."""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """Which fragment program draws a layer."""

    BODY = 0
    CLOTH = 1
    THING = 2
    HAIR = 3
    HOOD = 4
    PAINTED = 5


VERTEX = """
#version 330
layout(std140) uniform Bones { vec4 rows[600]; };
uniform mat4 camera;
in vec3 in_point; in vec3 in_normal; in vec4 in_canon; in ivec4 in_bones; in vec4 in_weights; in vec3 in_flags;
out vec3 normal; out vec3 world; out vec4 canon; out vec3 flags;
void main() {
    mat3x4 m = mat3x4(0.0);
    for (int i = 0; i < 4; i++) {
        int b = in_bones[i] * 3;
        m += in_weights[i] * mat3x4(rows[b], rows[b + 1], rows[b + 2]);
    }
    world = vec4(in_point, 1.0) * m;
    normal = vec4(in_normal, 0.0) * m;
    canon = in_canon; flags = in_flags;
    gl_Position = camera * vec4(world, 1.0);
}
"""

_FRAGMENT = """
in vec3 normal; in vec3 world; in vec4 canon; in vec3 flags;
layout(location = 0) out vec4 colour;
layout(location = 1) out float part;
uniform vec4 region;         // y from, y to, arm to, neck line
uniform vec4 top_cover; uniform vec4 bottom_cover; uniform float shoe_cover;
uniform vec3 main_colour; uniform vec3 second_colour; uniform vec3 third_colour; uniform vec3 bag_colour;
uniform float scale; uniform float gloss; uniform float wrinkle;
uniform int part_id; uniform int inner_id; uniform int lower_id; uniform vec3 lower_colour;
uniform vec4 front;          // mode 0 closed 1 zip 2 open 3 V-neck, half width, lower end, logo size
uniform int straps;          // 0 none 1 backpack 2 cross-body left 3 cross-body right
uniform vec4 head;           // scalp coloured (2: but for the crown), beard, 1 glasses 2 sunglasses, brow strength
uniform vec4 mask; uniform vec4 tie; // colour, on
uniform int mark;            // as in catalogue.MARKS
uniform vec3 hair_colour; uniform vec4 hat_line; // y, tilt, on
uniform vec3 key_dir; uniform vec3 key_light; uniform vec3 sky; uniform vec3 ground; uniform vec3 eye;
uniform float seed;

uniform sampler3D grain;     // smooth noise in four channels, repeating every 32 cells
vec4 grains(vec3 p) { return texture(grain, p / 32.0 + seed); }
float noise(vec3 p) { return grains(p).x; }
float neck_of(vec4 c) { return c.y + 0.45 * c.z - 0.7 * max(abs(c.x) - 0.6, 0.0); }
bool on_arm() { return canon.w > 0.0; }
bool inside(vec4 r, float slack) {
    if (on_arm()) return canon.w < r.z - slack * 0.06;
    return canon.y > r.x + slack && canon.y < r.y - slack && neck_of(canon) < r.w - slack;
}
vec3 patterned(vec3 a, vec3 b) {
    vec3 c = canon.xyz;
    float u = on_arm() ? c.z * 1.6 : atan(c.x, c.z + 0.2) * 1.7;
    float v = on_arm() ? canon.w * 5.0 : c.y;
    float h = fract(v * scale), w = fract(u * scale);
#if PATTERN == 1
    return h < 0.5 ? a : b;
#endif
#if PATTERN == 2
    return w < 0.5 ? a : b;
#endif
#if PATTERN == 3
    { float k = float(h < 0.5) + float(w < 0.5); return mix(a, b, k * 0.5); }
#endif
#if PATTERN == 4
    { vec2 d = vec2(h, w) - 0.5; return dot(d, d) < 0.06 ? b : a; }
#endif
#if PATTERN == 5
    return (!on_arm() && c.y < 3.6 + 0.5 * scale) || (on_arm() && canon.w > 0.4) ? a : b;
#endif
#if PATTERN == 6
    return on_arm() && canon.w > 0.02 ? b : a;
#endif
#if PATTERN == 7
    return mix(a, b, smoothstep(0.5, 0.6, noise(c * 9.0)) * 0.75);
#endif
#if PATTERN == 8 || PATTERN == 15
    return a * (0.75 + 0.5 * noise(c * 1.3));
#endif
#if PATTERN == 9
    return noise(c * (1.0 + 1.5 * scale)) > 0.52 ? b : a;
#endif
#if PATTERN == 10
    { float seam = mix(1.95, 1.75, clamp(-c.y / 6.0, 0.0, 1.0)) + 0.12 * max(-c.y - 3.0, 0.0);
      return abs(c.x) > seam ? b : a; }
#endif
#if PATTERN == 11
    { bool band = abs(c.y - 1.9) < 0.22 || abs(c.y - 3.1) < 0.22
          || (c.y > 3.1 && abs(abs(c.x) - 1.05) < 0.2);
        return band ? b : a; }
#endif
#if PATTERN == 13
    return a * (0.72 + 0.28 * smoothstep(0.02, 0.3, min(fract(v * 1.3), 1.0 - fract(v * 1.3)))); // seams
#endif
#if PATTERN == 14
    { float k = noise(c * 1.1), m = noise(c.zxy * 1.6 + 7.0);
      return k > 0.56 ? b : m > 0.54 ? a * 0.3 : m < 0.4 ? mix(a, vec3(0.5, 0.42, 0.28), 0.6) : a; } // camouflage
#endif
#if PATTERN == 17
    return fract((c.y + 0.8 * abs(c.x)) * 0.6 * scale) < 0.38 ? b : a; // no garment has it, see catalogue.PATTERNS
#endif
#if PATTERN == 12
    return !on_arm() && abs(c.y - 3.7) < 0.55 ? b : a;
#endif
    return a;
}
void skin_details(inout vec3 base, inout float id) {
    vec3 c = canon.xyz; float x = abs(c.x);
    float face = step(0.55, c.z);
    bool scalp = c.y > 7.75 + 0.25 * c.z && c.z < 1.45 || (c.z < 0.15 && c.y > 6.75)
        || (c.z < 0.5 && c.y > 7.35 && x > 0.6);
    bool crown = head.x > 1.5 && (c.y > 7.85 || c.z > 0.35);
    if (head.x > 0.0 && scalp && c.y > 6.6 && !crown) { base = mix(base, hair_colour, min(head.x, 1.0)); id = 2.0; }
    if (c.z > 0.9 && c.y > 7.15 && c.y < 7.42 && length(vec2(x - 0.31, (c.y - 7.28) * 1.5)) < 0.15) base *= 0.25;
    bool brow = abs(c.y - 7.52 + 0.2 * abs(x - 0.3)) < 0.055 && x > 0.1 && x < 0.52;
    if (c.z > 0.9 && brow) base = mix(base, hair_colour * 0.7, head.w);
    bool lips = abs(c.y - 6.6) < 0.06 && x < 0.22;
    if (c.z > 1.2 && lips) base *= vec3(0.75, 0.5, 0.5);
    bool jaw = c.y > 5.9 && c.y < 6.85 && c.y + 0.45 * c.z > 6.35 && c.z > 0.25 && !(x > 0.28 && c.y > 6.72);
    if (head.y > 0.0 && jaw && !lips) {
        base = mix(base, hair_colour, head.y * (0.7 + 0.3 * noise(c * 14.0))); id = 12.0;
    }
    if (head.z > 0.0 && c.z > 0.55 && c.y > 7.0 && c.y < 7.6) {
        float r = length(vec2(x - 0.32, (c.y - 7.27) * 1.2));
        bool frame = abs(r - 0.25) < 0.055 || (abs(c.y - 7.33) < 0.04 && (x > 0.5 || x < 0.12));
        if (head.z > 1.5 && (r < 0.3 || frame)) { base = vec3(0.006); id = 17.0; }
        else if (frame) { base = vec3(0.012); id = 13.0; }
    }
    if (mask.w > 0.5 && c.z > 0.15 && c.y > 6.12 && c.y < 7.08 - 0.25 * max(x - 0.25, 0.0)) {
        bool loop = c.z < 0.75;
        if (!loop || abs(c.y - 6.9) < 0.06 || abs(c.y - 6.45) < 0.06) { base = mask.rgb; id = 16.0; }
    }
}
bool lettered(vec2 p) {
    if (abs(p.x) > 1.15 || p.y < 0.0 || p.y > 0.75) return false;
    float cell = floor(p.x / 0.46 + 50.0);
    vec2 at = floor(vec2(fract(p.x / 0.46 + 50.0) * 4.0, p.y / 0.15));
    if (at.x > 2.5) return false;
    if (at.x < 0.5) return true;
    return fract(sin(dot(vec3(cell, at), vec3(12.9, 78.2, 37.7)) + seed * 40.0) * 43758.5) > 0.42;
}
bool marked() {
    vec3 c = canon.xyz; float x = abs(c.x); bool chest = c.z > 0.3;
    if (on_arm()) return (mark == 1 || mark == 2) && canon.w > 0.12 && canon.w < 0.24 && c.z > -0.3 && c.z < 0.25;
    if ((mark == 1 || mark == 2) && chest && abs(c.x - 0.8) < 0.27 && abs(c.y - 4.2) < 0.22) return true;
    if (mark == 2 && c.y > 5.1 && x > 1.05 && x < 1.75 && abs(c.z - 0.05) < 0.3) return true;
    if (mark == 3 && (abs(c.y - 2.7) < 0.2 || (c.z < 0.0 && lettered(c.xy - vec2(0.0, 3.6))))) return true;
    if (mark == 4 && c.z < 0.0 && lettered(c.xy - vec2(0.0, 3.5))) return true;
    if (mark == 5 && chest && lettered(c.xy - vec2(0.0, 3.4))) return true;
    return false;
}
void straps_on(inout vec3 base, inout float id) {
    vec3 c = canon.xyz;
    bool carries = straps == 1 && !on_arm() && c.z > -0.3 && c.y > 2.4 && c.y < 5.9;
    if (carries && abs(abs(c.x) - (0.95 + 0.12 * (4.5 - c.y))) < 0.17) { base = bag_colour; id = 8.0; }
    if (straps >= 2 && !on_arm() && c.y > 0.6) {
        float s = straps == 2 ? 1.0 : -1.0; float d = c.x * s * 2.3 + (c.y - 3.3);
        if (abs(d) < 0.3) { base = bag_colour; id = 8.0; }
    }
}
void main() {
    vec3 base = main_colour; float id = float(part_id);
#if KIND == 0
        if (flags.x > 0.5 && inside(top_cover, 0.12)) discard;
        if (flags.y > 0.5 && inside(bottom_cover, 0.12)) discard;
        if (flags.z > 0.5 && shoe_cover > 0.5) discard;
        skin_details(base, id);
#elif KIND == 1
        if (!inside(region, 0.0)) discard;
        if (mark == 7 && (abs(canon.x) > (canon.y > 2.4 ? 0.95 : 1.6) || canon.z < 0.0)) discard;
        base = patterned(main_colour, second_colour);
        if (distance(base, second_colour) < distance(base, main_colour)) id += 64.0;
        if (front.x > 0.5 && canon.z > 0.1 && !on_arm()) {
            float x = abs(canon.x);
            float w = front.x < 1.5 ? 0.05 : front.y * (0.75 + 0.12 * abs(canon.y - 4.0));
            float v = (canon.y - front.z) / (5.4 - front.z);
            if (front.x > 2.5) w = v < 0.0 ? 0.035 : front.y * min(v, 1.1);
            if (x < w) {
                if (front.x < 1.5 || (front.x > 2.5 && canon.y < front.z)) base *= 0.45;
                else if (canon.y > front.z) { base = third_colour; id = float(inner_id); }
                else { base = lower_colour; id = float(lower_id); }
            } else if (front.x > 1.5 && x < w + 0.3 && canon.y > 2.0) base *= x < w + 0.05 ? 0.55 : 0.86; // lapel
        }
        if (tie.w > 0.5 && canon.z > 0.1 && !on_arm() && (front.x < 2.5 || canon.y > front.z)) {
            float x = abs(canon.x); float low = 5.75 - canon.y;
            float half_width = low < 0.4 ? 0.17 : 0.1 + 0.045 * low;
            if (canon.y > 1.9 && low > 0.0 && x < half_width) { base = tie.rgb; id = 15.0; }
        }
#if PATTERN == 15
        if (canon.z > 0.1 && noise(canon.xyz * vec3(1.2, 5.0, 1.2)) > 0.60
            && (abs(canon.y + 3.6) < 0.8 || abs(canon.y + 1.7) < 0.5)) { base = third_colour; id = 1.0; }
#endif
#if PATTERN == 16
        if (canon.y > region.x && canon.y > -8.05 && fract(canon.z * 0.95) > 0.42 && canon.z > -0.9) {
            base = third_colour; id = 1.0;
        }
#endif
        if (mark > 0 && mark < 7 && marked()) { base = second_colour; id = float(part_id) + 64.0; }
        float logo = length((canon.xy - vec2(0.0, 4.1)) * vec2(0.8, 1.2));
        if (canon.z > 0.5 && logo < front.w && noise(canon.xyz * 5.0) > 0.4) {
            base = second_colour; id = float(part_id) + 64.0;
        }
        straps_on(base, id);
#elif KIND == 2
        base = patterned(main_colour, second_colour);
        if (canon.y < region.x || canon.y > region.y) discard;
#elif KIND == 5
        base = flags;
        if (canon.w > 0.5) id += 64.0;
#elif KIND == 4
        // A hood: the head grown outwards, open at the face.
        if (canon.z > 0.55 && canon.y < 8.0 || canon.z > 0.95) discard;
#else
        if (canon.y < region.x) discard;
        if (hat_line.z > 0.5 && canon.y > hat_line.x + hat_line.y * canon.z) discard;
        float strand = noise(vec3(canon.x * 9.0, canon.y * 1.2, canon.z * 9.0));
        base *= 0.7 + 0.6 * strand;
#endif
    vec3 n = normalize(normal), view = normalize(eye - world);
    if (dot(n, view) < 0.0) n = -n;
    if (wrinkle > 0.0) {
        vec3 p = canon.xyz * vec3(1.1, 1.7, 1.1);
        vec3 bump = grains(p * 1.7).xyz - 0.5 + 0.5 * (grains(p * 4.3).yzw - 0.5);
        n = normalize(n + wrinkle * bump);
    }
    float lambert = max(dot(n, key_dir), 0.0);
    vec3 light = mix(ground, sky, n.y * 0.5 + 0.5) + key_light * lambert;
    float spec = gloss * pow(max(dot(n, normalize(key_dir + view)), 0.0), 24.0);
    float rim = 0.10 * pow(1.0 - max(dot(n, view), 0.0), 3.0);
    vec3 lit = base * light + (spec * key_light + rim * sky) * 0.25;
    colour = vec4(pow(clamp(lit, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
    part = id / 255.0;
}
"""


def fragment(kind: Kind, pattern: int) -> str:
    """The fragment program's text for one kind of layer and one pattern (`catalogue.PATTERNS`).

    Branches are chosen while compiling: a software renderer runs every branch that is left in.
    """
    return f"#version 330\n#define KIND {int(kind)}\n#define PATTERN {pattern}\n{_FRAGMENT}"
