"""A sheet to draw on, measured in CSS pixels from its top left corner."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal

import font_source_sans_pro
import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from guide.charts import FileFormat

WIDTH = 340
"""The width of every chart: that of an answer on a small phone. No text is smaller than 12."""

POINTS = 72 / 96  # in a CSS pixel
SVG_SETTINGS = {
    "svg.fonttype": "path",  # the same everywhere, whatever fonts there are
    "svg.hashsalt": "guide",  # ids in the file that don't change from run to run
}
# Without them the file would carry the time it was made.
METADATA = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}

Weight = Literal["Regular", "Semibold", "Bold"]
Align = Literal["left", "center", "right"]
FONTS = {
    weight: FontProperties(fname=font_source_sans_pro.font_files_ttf[name])
    for weight, name in (
        ("Regular", "SourceSansPro"),
        ("Semibold", "SourceSansProSemibold"),
        ("Bold", "SourceSansProBold"),
    )
}


class Canvas:
    """A figure of ``WIDTH`` by ``height`` CSS pixels on ``paper``; y grows downwards."""

    def __init__(self, height: float, paper: str) -> None:
        self._height = height
        self._figure = Figure(figsize=(WIDTH / 96, height / 96), dpi=96, facecolor=paper)
        self._measure = FigureCanvasAgg(self._figure).get_renderer()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: str,
        weight: Weight = "Regular",
        align: Align = "left",
    ) -> float:
        """Writes one line and returns its width.

        Args:
            x: of its left end, middle or right end, as ``align`` says.
            y: of its baseline.
            size: of the font, at least 12 to be read on a phone.
        """
        font = FONTS[weight].copy()
        font.set_size(size * POINTS)
        line = Text(
            *self._point(x, y),
            text,
            color=colour,
            fontproperties=font,
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )
        self._add(line)
        return float(line.get_window_extent(self._measure).width)

    def box(
        self, x: float, y: float, width: float, height: float, *, colour: str, radius: float = 0
    ) -> None:
        """Fills a rectangle; ``x`` and ``y`` are its top left corner."""
        left, bottom = self._point(x, y + height)
        self._add(
            FancyBboxPatch(
                (left, bottom),
                width,
                height,
                boxstyle=f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}",
                facecolor=colour,
                linewidth=0,
            )
        )

    def polygon(self, points: list[tuple[float, float]], *, colour: str, edge: str) -> None:
        """Fills a polygon and draws its edge."""
        self._add(
            Polygon(
                [self._point(x, y) for x, y in points],
                facecolor=colour,
                edgecolor=edge,
                linewidth=1.5 * POINTS,
                joinstyle="round",
            )
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str,
        width: float = 1,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draws a straight line."""
        (x1, y1), (x2, y2) = self._point(*start), self._point(*end)
        line = Line2D([x1, x2], [y1, y2], color=colour, linewidth=width * POINTS)
        line.set_solid_capstyle("round")
        if dashes:
            line.set_dashes([dash * POINTS for dash in dashes])
        self._add(line)

    def save(self, file_format: FileFormat) -> bytes:
        """The drawing as a file."""
        file = io.BytesIO()
        # An SVG's own unit is the point, 72 to the inch.
        dpi = 72 if file_format == "svg" else 2 * 96
        with matplotlib.rc_context(SVG_SETTINGS):
            self._figure.savefig(file, format=file_format, dpi=dpi, metadata=METADATA[file_format])
        return file.getvalue()

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x, self._height - y

    def _add(self, artist: Any) -> None:
        # Figure coordinates scaled to CSS pixels, so that they hold at every resolution.
        pixels = Affine2D().scale(1 / 96) + self._figure.dpi_scale_trans
        artist.set_transform(pixels)
        # What is drawn later lies on top, whatever kind of thing it is.
        artist.set_zorder(len(self._figure.get_children()))
        self._figure.add_artist(artist)
