//! The page in a real browser, where there is one: no overflow, no complaint, enough contrast.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine;

use crate::common::{AS_OF, Place, run};

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
  for (const svg of page.querySelectorAll("svg"))
    if (!svg.querySelector("title").textContent) found.push("a chart without words");
  if (!root.lang || !page.title) found.push("no language or no title");
  document.body.textContent = "FOUND[" + found.join("; ") + "]" + page.querySelectorAll("section").length;
};
document.body.append(frame);
</script>"#;

#[test]
fn the_page_fits_a_phone_and_a_desk_in_both_themes() {
    let browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let Some(browser) = browsers.into_iter().find(|path| Path::new(path).exists()) else {
        return;
    };
    let files = "examples/shop/orders.csv examples/shop/disputes.csv";
    for (locale, width, dark) in [("en", 360, 1), ("zh", 360, 0), ("en", 1280, 0), ("zh", 1280, 1)]
    {
        let page = run(&format!("report {files} {AS_OF} --format html --locale {locale}"));
        let page = page.split_once("--- stdout\n").unwrap().1.split("--- stderr").next().unwrap();
        let coded = base64::engine::general_purpose::STANDARD.encode(page);
        let probe = PROBE.replace("@PAGE@", &coded).replace("@WIDTH@", &width.to_string());
        let place = Place::new();
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
        assert!(told.contains("FOUND[]"), "{locale} {width} dark {dark}: {told}\n{log}");
        assert!(!log.contains("CONSOLE"), "{log}");
        drop(fs::remove_file(path));
    }
}
