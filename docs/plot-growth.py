#!/usr/bin/env python3
"""Draws what GrowthBench printed, both axes logarithmic: plot-growth.py growth.json >images/growth.svg"""
import json
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 190, 20, 40
LINES = (
    ("open", "open, index, states, lint", "#3b7dd8"),
    ("filter_states", "filter on states", "#8a4fbf"),
    ("filter_records", "filter on records", "#c2571a"),
    ("filter_columns", "filter on columns", "#2e8b57"),
    ("state_99", "state at any event, 99 of 100", "#777777"),
    ("state_half", "state at any event, half", "#aaaaaa"),
    ("page_99", "page of a region, 99 of 100", "#c9a400"),
)

rows = json.load(open(sys.argv[1]))["rows"]
values = [row[key] for row in rows for key, _, _ in LINES]
x_low, x_high = math.log10(rows[0]["events"]), math.log10(rows[-1]["events"])
y_low, y_high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def x(events):
    return LEFT + (math.log10(events) - x_low) / (x_high - x_low) * (WIDTH - LEFT - RIGHT)


def y(seconds):
    return HEIGHT - BOTTOM - (math.log10(seconds) - y_low) / (y_high - y_low) * (HEIGHT - TOP - BOTTOM)


def named(seconds):
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1e3:g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:g} us"


out = []
for power in range(y_low, y_high + 1):
    at = y(10.0**power)
    out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#dddddd"/>')
    out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{named(10.0**power)}</text>')
for row in rows:
    at = x(row["events"])
    out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eeeeee"/>')
    out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{row["events"] // 1000000} M</text>')
ends = []
for key, label, colour in LINES:
    points = " ".join(f'{x(row["events"]):.1f},{y(row[key]):.1f}' for row in rows)
    out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
    out += [f'<circle cx="{x(row["events"]):.1f}" cy="{y(row[key]):.1f}" r="3" fill="{colour}"/>' for row in rows]
    ends.append((y(rows[-1][key]), label, colour))
last = -100.0
for at, label, colour in sorted(ends):
    last = max(at, last + 15)  # labels of neighbours do not cover each other
    out.append(f'<text x="{WIDTH - RIGHT + 8}" y="{last + 4:.1f}" fill="{colour}">{label}</text>')
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">')
print('<rect width="100%" height="100%" fill="white"/>')
print("\n".join(out))
print("</svg>")
