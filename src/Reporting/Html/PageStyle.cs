namespace InspectFlow.Reporting.Html;

/// <summary>
/// The style of report pages. Outcomes take their colours from Okabe and Ito's palette, which stays apart for the
/// colour-blind; every use of colour is doubled by a shape or a word.
/// </summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root {
          --ground: #fbfbfa; --panel: #ffffff; --ink: #1c1d1f; --soft: #5d6167; --line: #dcdee1; --grid: #eceef0;
          --ok: #0072b2; --review: #a66e00; --reject: #c24a00; --bar: #9db7cc; --outline: #3a3d42;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #141517; --panel: #1c1e21; --ink: #e9eaec; --soft: #a2a7ae; --line: #34383d; --grid: #282b2f;
            --ok: #56b4e9; --review: #f0b43c; --reject: #ff8552; --bar: #41617a; --outline: #cfd3d8;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; max-width: 1240px; padding: 2rem 1.5rem 3rem; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          font-variant-numeric: tabular-nums;
        }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; letter-spacing: -.01em; }
        h2 { font-size: 1.15rem; margin: 2.4rem 0 .2rem; }
        p { margin: 0 0 .9rem; max-width: 72ch; }
        .soft, figcaption, dt { color: var(--soft); }
        code { font: .92em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: .6rem; margin: 1.3rem 0; }
        .facts div { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; }
        .facts dt { font-size: .8rem; } .facts dd { margin: 0; font-size: 1.3rem; line-height: 1.3; }
        dd.ok { color: var(--ok); } dd.review { color: var(--review); } dd.reject { color: var(--reject); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 1rem; margin-top: 1rem; }
        .chart { margin: 0; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .8rem .9rem; }
        .chart svg { display: block; width: 100%; height: auto; }
        .chart figcaption { font-size: .85rem; margin-top: .3rem; }
        svg text { fill: var(--soft); font-size: 12px; }
        .grid line { stroke: var(--grid); } .axis line { stroke: var(--soft); }
        .bars rect { fill: var(--bar); } .outline { fill: none; stroke: var(--outline); stroke-width: 1.4; }
        .threshold line { stroke-width: 1.4; stroke-dasharray: 5 4; }
        .threshold.review line { stroke: var(--review); } .threshold.reject line { stroke: var(--reject); }
        svg .threshold text { paint-order: stroke; stroke: var(--panel); stroke-width: 3px; }
        svg .threshold.review text { fill: var(--review); } svg .threshold.reject text { fill: var(--reject); }
        .points.ok, .mark.ok { fill: var(--ok); } .points.review, .mark.review { fill: var(--review); } .points.reject, .mark.reject { fill: var(--reject); }
        g.points.ok { fill-opacity: .45; } g.points.review, g.points.reject { stroke: var(--panel); stroke-width: .6; }
        .legends { display: block; } .legend { display: inline-flex; align-items: center; gap: .3rem; margin-right: 1rem; white-space: nowrap; }
        .chart .legend svg { width: 14px; height: 14px; flex: none; }
        .strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(264px, 1fr)); gap: .9rem; margin-top: .8rem; }
        .strip figure {
          margin: 0; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; overflow: hidden;
          display: flex; flex-direction: column; break-inside: avoid;
        }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1px; flex: none; background: var(--line); aspect-ratio: 2 / 1; }
        .pair.single { grid-template-columns: 1fr; }
        .pair a { position: relative; background: #0b0c0d; }
        .pair img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
        .none { display: grid; place-items: center; background: var(--grid); color: var(--soft); font-size: .8rem; }
        .strip figcaption { padding: .5rem .6rem .6rem; font-size: .8rem; line-height: 1.4; min-width: 0; }
        .strip .name { display: block; color: var(--ink); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; direction: rtl; text-align: left; }
        .strip .name bdi { direction: ltr; unicode-bidi: isolate; }
        .tag { font-weight: 600; } .tag.ok { color: var(--ok); } .tag.review { color: var(--review); } .tag.reject { color: var(--reject); }
        .number { display: flex; justify-content: space-between; gap: .5rem; white-space: nowrap; }
        footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
        a { color: inherit; }
        a:focus-visible { outline: 2px solid var(--ok); outline-offset: 2px; }
        @media print {
          :root { --ground: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; --grid: #e6e6e6; --bar: #9db7cc;
            --outline: #222; --ok: #0072b2; --review: #a66e00; --reject: #c24a00; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .charts { grid-template-columns: 1fr 1fr; } .strip { grid-template-columns: repeat(4, 1fr); }
          .chart, .facts div { break-inside: avoid; } h2, h2 + p { break-after: avoid; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;
}
