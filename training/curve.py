"""Draws what `dixit eval GOLD --curve` printed: attribution F by words a second. Reads it from stdin, writes an SVG to stdout."""

import math
import sys

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 60, 50, 20, 20

rows = [[float(value) for value in line.split()] for line in sys.stdin.read().splitlines()[1:] if line.strip()]
low, high = math.floor(min(row[3] for row in rows)), math.ceil(max(row[3] for row in rows))
slow, fast = math.log10(min(row[1] for row in rows)), math.log10(max(row[1] for row in rows))
x = lambda rate: LEFT + (math.log10(rate) - slow) / (fast - slow) * (WIDTH - LEFT - RIGHT)
y = lambda f: TOP + (high - f) / (high - low) * (HEIGHT - TOP - BOTTOM)

print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">')
print(f'<title>Attribution F by words a second</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
for f in range(low, high + 1):
    print(f'<path d="M{LEFT} {y(f):.0f}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y(f) + 4:.0f}" text-anchor="end">{f}</text>')
for rate in (10_000, 20_000, 50_000, 100_000, 200_000):
    if slow <= math.log10(rate) <= fast:
        print(f'<path d="M{x(rate):.0f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>')
        print(f'<text x="{x(rate):.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{rate // 1000}k</text>')
points = " ".join(f"{x(row[1]):.1f},{y(row[3]):.1f}" for row in rows)
print(f'<polyline points="{points}" fill="none" stroke="#246" stroke-width="2"/>')
for row in rows:
    print(f'<circle cx="{x(row[1]):.1f}" cy="{y(row[3]):.1f}" r="3" fill="#246"/>')
    if row[0] in (0, 0.5, 0.8, 0.9, 0.95, 1):
        print(f'<text x="{x(row[1]) + 6:.1f}" y="{y(row[3]) - 6:.1f}">{row[0]:g}</text>')
print(f'<text x="{(WIDTH + LEFT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">words a second, one thread (logarithmic)</text>')
print(f'<text x="16" y="{HEIGHT / 2:.0f}" transform="rotate(-90 16 {HEIGHT / 2:.0f})" text-anchor="middle">attribution F</text></svg>')
