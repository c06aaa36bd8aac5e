#!/usr/bin/env python3
"""Draws what `ismscope bench smc --json` printed: plot-smc.py smc.json >images/smc.svg"""
import json
import sys

WIDTH, BAR, LABEL, TOP = 760, 18, 150, 26
PANELS = (
    ("stream, MB/s", "stream", lambda c: c["messages"] * c["message_bytes"] / c["nanos"] * 1e3),
    ("ping-pong, one way, us", "ping_pong", lambda c: c["nanos"] / 2e3 / c["messages"]),
    ("stream, ns of processor time per KB", "stream", lambda c: c["cpu_nanos"] / (c["messages"] * c["message_bytes"]) * 1e3),
)

cases = json.load(open(sys.argv[1]))["cases"]
out, y = [], 0
for title, pattern, value in PANELS:
    mine = [(c["link"], value(c)) for c in cases if c["pattern"] == pattern]
    most = max(v for _, v in mine)
    out.append(f'<text x="4" y="{y + 18}" font-weight="bold">{title}</text>')
    y += TOP
    for link, v in mine:
        length = (WIDTH - LABEL - 90) * v / most
        colour = "#3b7dd8" if link.startswith("ism") else "#9a9a9a"
        out.append(f'<text x="{LABEL - 6}" y="{y + 13}" text-anchor="end">{link}</text>')
        out.append(f'<rect x="{LABEL}" y="{y + 2}" width="{length:.1f}" height="{BAR - 4}" fill="{colour}"/>')
        out.append(f'<text x="{LABEL + length + 6:.1f}" y="{y + 13}">{v:,.2f}</text>')
        y += BAR
    y += 8
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" font-family="sans-serif" font-size="12">')
print('<rect width="100%" height="100%" fill="white"/>')
print("\n".join(out))
print("</svg>")
