//! The page in a real browser, where there is one: no overflow, no complaint, enough contrast, order
//! numbers on the screen, no text of a chart on another.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine;

use crate::common::{AS_OF, Place, root};

/// Shows the report in a frame of the width asked for and writes what it finds into the body.
const PROBE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body><script>
const bytes = Uint8Array.from(atob("@PAGE@"), c => c.charCodeAt(0));
const frame = document.createElement("iframe");
frame.width = @WIDTH@; frame.height = 900; frame.style.border = "0";
frame.srcdoc = new TextDecoder().decode(bytes);
const light = c => { const v = c / 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
const parts = text => text.match(/[\d.]+/g).map(Number);
const luminance = c => .2126 * light(c[0]) + .7152 * light(c[1]) + .0722 * light(c[2]);
frame.onload = () => {
  const page = frame.contentDocument, root = page.documentElement, found = [];
  if (root.scrollWidth > root.clientWidth) found.push("overflow " + root.scrollWidth);
  const ground = node => { for (; node; node = node.parentElement) {
    const c = frame.contentWindow.getComputedStyle(node).backgroundColor;
    if (c !== "rgba(0, 0, 0, 0)") return parts(c); } return [255, 255, 255]; };
  for (const node of page.querySelectorAll("h1,h2,p,th,td,summary,text")) {
    const style = frame.contentWindow.getComputedStyle(node);
    const ink = parts(node.localName === "text" ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(ground(node.ownerSVGElement || node))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < 4.5) found.push("contrast " + contrast.toFixed(2) + " " + node.textContent);
  }
  const ids = [...page.querySelectorAll("[id]")].map(node => node.id);
  if (new Set(ids).size !== ids.length) found.push("an id stands twice");
  const box = node => node.getBoundingClientRect();
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const separate = nodes => nodes.forEach((one, at) => nodes.slice(at + 1).forEach(other => {
    if (!apart(box(one), box(other))) found.push("overlap " + one.textContent + " | " + other.textContent); }));
  for (const svg of page.querySelectorAll("svg:not([aria-hidden])")) {
    const texts = [...svg.querySelectorAll("text")];
    separate(texts);
    for (const text of texts) {
      const [t, s] = [box(text), box(svg)];
      if (t.left < s.left - 1 || t.right > s.right + 1 || t.bottom > s.bottom + 1) found.push("cut " + text.textContent);
      const size = parseFloat(frame.contentWindow.getComputedStyle(text).fontSize) * s.width / 360;
      if (size < 11) found.push("small " + size.toFixed(1) + " " + text.textContent);
    }
  }
  for (const bar of page.querySelectorAll(".bars li")) separate([...bar.querySelectorAll("span")]);
  const orders = [...page.querySelectorAll("[id^=open-] td:first-child")].filter(cell => cell.offsetParent);
  if (!orders.length) found.push("no order");
  for (const cell of orders) {
    if (!/^\d{13,}$/.test(cell.textContent)) found.push("no order number " + cell.textContent);
    if (box(cell).left < 0 || box(cell).right > root.clientWidth) found.push("off the screen " + cell.textContent);
    if (cell.scrollWidth > cell.clientWidth + 1) found.push("cut off " + cell.textContent);
    if (box(cell).height > 40) found.push("broken " + cell.textContent);
  }
  for (const link of page.querySelectorAll("svg a"))
    if (!page.getElementById(link.getAttribute("href").slice(1))) found.push("leads nowhere " + link.getAttribute("href"));
  const wide = [...page.querySelectorAll("section")];
  for (const part of wide) for (const table of part.querySelectorAll(".scroll"))
    if (!table.closest("details") && table.scrollWidth > table.clientWidth + 1) found.push("sideways " + part.textContent.slice(0, 40));
  for (const svg of page.querySelectorAll("svg:not([aria-hidden])"))
    if (!svg.querySelector("title").textContent) found.push("a chart without words");
  if (!root.lang || !page.title) found.push("no language or no title");
  document.body.textContent = "FOUND[" + found.join("; ") + "]" + page.querySelectorAll("section").length;
};
document.body.append(frame);
</script>"#;

/// Writes a day of twelve shops with long names, long product codes and many open disputes.
fn many_shops(place: &Place) {
    let mut orders = "order_id,shop,product_id,created_at,paid_at,completed_at\n".to_owned();
    let mut disputes =
        "order_id,shop,opened_at,reason,status,stage,seller_response_due_at\n".to_owned();
    for shop in 0..12 {
        let name = format!("Overseas flagship store no {shop}");
        for n in 0..40 {
            let id = 8_200_000_000_000_000_u64 + shop * 1_000 + n;
            let product = format!("SKU-of-a-long-winded-warehouse-{}-BLA4/24-PLUG-EU-{n}", n % 4);
            orders.push_str(&format!(
                "{id},{name},{product},2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,2026-01-10T00:00:00Z\n"
            ));
            if n <= shop {
                disputes.push_str(&format!(
                    "{id},{name},2026-01-12T00:00:00Z,quality,processing,negotiation,2026-01-{}T08:00:00Z\n",
                    14 + n % 9
                ));
            }
        }
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
}

#[test]
fn the_page_fits_a_phone_and_a_desk_in_both_themes() {
    let browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let Some(browser) = browsers.into_iter().find(|path| Path::new(path).exists()) else {
        return;
    };
    let place = Place::new();
    many_shops(&place);
    let shop = root().join("examples/shop").display().to_string();
    let one = format!("{shop}/orders.csv {shop}/disputes.csv --limit not_as_described_rate=4%");
    let many = "orders.csv disputes.csv".to_owned();
    for (files, locale, width, dark) in [
        (&one, "en", 360, 1),
        (&one, "zh", 360, 0),
        (&one, "zh", 768, 0),
        (&one, "en", 1280, 0),
        (&many, "en", 360, 0),
        (&many, "en", 768, 1),
        (&many, "zh", 1280, 1),
    ] {
        let line = format!("report {files} --limit dispute_rate=9% {AS_OF} --no-record -q");
        let told = place.run(&format!("{line} --locale {locale} -o page.html"));
        assert_eq!(told, "exit 0\n");
        let page = fs::read(place.path("page.html")).unwrap();
        let coded = base64::engine::general_purpose::STANDARD.encode(page);
        let probe = PROBE.replace("@PAGE@", &coded).replace("@WIDTH@", &width.to_string());
        let path = place.write("probe.html", probe);
        let output = Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"])
            .args(["--no-first-run", "--disable-background-networking", "--disable-sync"])
            .args(["--disable-component-update", "--enable-logging=stderr"])
            // 0 is dark, 1 is light.
            .arg(format!("--blink-settings=preferredColorScheme={}", 1 - dark))
            .arg(format!("--user-data-dir={}", place.path("profile").display()))
            .args(["--virtual-time-budget=4000", "--dump-dom"])
            .arg(format!("file://{}", path.display()))
            .output()
            .unwrap();
        let (told, log) = (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        );
        assert!(told.contains("FOUND[]"), "{files} {locale} {width} dark {dark}: {told}\n{log}");
        assert!(!log.contains("CONSOLE"), "{log}");
    }
}
