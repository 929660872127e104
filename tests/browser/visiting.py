"""What the browser tests share: opening a page, waiting until it stands still, clicking, taking what it offers."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def visit(page: Page, address: str) -> None:
    """Opens an address and waits until the app has drawn all of it."""
    page.goto(address)
    page.locator(".wordmark").wait_for()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(250)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=20_000)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.get_by_text("Something went wrong")).to_have_count(0)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=re.compile(option)).first.click()
    settle(page)


def click_mark(page: Page, chart: str, *, title: str = "") -> None:
    """Clicks a mark of a chart: the point whose hover text contains `title`."""
    place = page.wait_for_function(
        """([selector, title]) => {
            const plot = document.querySelector(selector);
            if (!plot || !plot._fullData || !plot._fullLayout._size) return false;
            const frame = plot.getBoundingClientRect();
            for (const [i, trace] of plot._fullData.entries()) {
                if (!trace.customdata || !trace.hovertext) continue;
                const at = [...trace.hovertext].findIndex((text) => String(text).includes(title));
                if (at < 0) continue;
                const xa = plot._fullLayout[trace.xaxis.replace("x", "xaxis")];
                const ya = plot._fullLayout[trace.yaxis.replace("y", "yaxis")];
                const data = plot.data[i];
                let x = xa.d2p ? xa.d2p(trace.x[at]) : 0, y = ya.d2p(trace.y[at]);
                if (trace.type === "bar" && trace.orientation !== "h") y = ya.l2p(data.base[at] + data.y[at] / 2);
                return [frame.left + xa._offset + x, frame.top + ya._offset + y];
            }
            return false;
        }""",
        arg=[f".st-key-chart_{chart} .js-plotly-plot", title],
    ).json_value()
    page.mouse.click(*place)
    settle(page)


def click_cell(page: Page, *, row: int, column: int = 0) -> str:
    """Clicks the text of a row of the page's first table, or with column -1 its box; the title of what opens."""
    table = page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('[data-testid=stDataFrame] canvas')?.clientWidth > 0")
    settle(page)
    table.click(position={"x": 34 + 100 * column + 40 if column >= 0 else 16, "y": 35 * (row + 1) + 17})
    settle(page)
    title = page.locator(".drawer-title")
    title.wait_for()
    return title.inner_text()


def evidence(page: Page) -> str:
    drawer = page.locator(".st-key-evidence")
    drawer.locator(".claim-source").last.wait_for()
    settle(page)
    return drawer.inner_text()


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Name and content of what a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
