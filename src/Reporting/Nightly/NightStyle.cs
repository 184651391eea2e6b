namespace InspectFlow.Reporting.Nightly;

/// <summary>The style of the report's page, over that of all pages.</summary>
internal static class NightStyle
{
    public const string Css =
        """
        body { max-width: 1680px; }
        nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .85rem; margin-bottom: 1.2rem; }
        nav a { color: var(--soft); }
        h3 { font-size: .95rem; margin: 1.4rem 0 .1rem; }
        section > p, header > p { max-width: 92ch; }
        .headline { font-size: 1.08rem; }
        .facts { grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); }
        .facts dd.note { font-size: .78rem; line-height: 1.35; color: var(--soft); }
        .tiny { display: block; width: 100%; height: 28px; margin: .35rem 0 .2rem; }
        .tiny path { stroke: var(--line); } .tiny rect { fill: var(--bar); } .tiny rect.now { fill: var(--ink); }

        .scale {
          position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: center;
          background: var(--ground); padding: .45rem 0; font-size: .8rem; color: var(--soft); border-bottom: 1px solid var(--line);
        }
        .scale > div { width: 260px; } .scale .numbers { display: flex; justify-content: space-between; color: var(--ink); }
        .heat { background: linear-gradient(90deg, #808080, #665c6b 12%, #65365f 25%, #6c264a 37%, #83304a 50%, #b04a38 62%, #d97a22 75%, #ecb52b 87%, #ddde9b); }
        .scale .heat { height: 10px; border-radius: 2px; }

        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 350px), 1fr)); gap: .9rem; margin-top: .8rem; }
        .card {
          background: var(--panel); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; scroll-margin-top: 3.5rem;
          content-visibility: auto; contain-intrinsic-size: auto 430px; break-inside: avoid;
        }
        .card:target { outline: 2px solid var(--ok); outline-offset: 1px; }
        .shots { display: grid; grid-template-columns: 1fr 1fr; gap: 1px; background: var(--line); }
        .cards-of-1 .shots, .wide .shots { grid-template-columns: 1fr; } .cards-of-3 .shots { grid-template-columns: 1fr 1fr 1fr; }
        .cards-of-3:not(.wide) .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); }
        .wide .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 500px), 1fr)); }
        .shots > * { position: relative; aspect-ratio: var(--aspect); min-width: 0; background: #0b0c0d; }
        .wide .shots .peak { aspect-ratio: 3.2; }
        .shots > .none { background: var(--grid); }
        .shots img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
        .shots a > span {
          position: absolute; left: 0; bottom: 0; padding: .05rem .4rem; font-size: .7rem; line-height: 1.45; color: #fff;
          background: rgb(0 0 0 / .62); border-top-right-radius: 5px;
        }
        .shots .heat { display: inline-block; width: 2.6rem; height: .5rem; border-radius: 1px; }
        .card h3 { margin: .5rem .7rem .1rem; font-size: .85rem; font-weight: 500; line-height: 1.4; overflow-wrap: anywhere; }
        .card dl { display: grid; grid-template-columns: repeat(3, auto); justify-content: space-between; gap: .2rem .8rem; margin: .2rem .7rem; }
        .card dt { font-size: .72rem; line-height: 1.2; } .card dd { margin: 0; font-size: 1rem; line-height: 1.3; }
        .card p { margin: .2rem .7rem .6rem; font-size: .76rem; line-height: 1.4; color: var(--soft); overflow-wrap: anywhere; }
        .tag { white-space: nowrap; } .tag svg { width: .8em; height: .8em; margin-right: .25em; fill: currentColor; vertical-align: -.04em; }
        .number a { text-decoration: none; }

        .chart h3 { margin: 0 0 .3rem; }
        .band rect { fill: var(--grid); } .band path { stroke: var(--soft); stroke-width: .8; stroke-dasharray: 3 3; fill: none; }
        .medians { fill: none; stroke: var(--soft); stroke-width: 1; }
        .quantiles path { stroke: var(--ok); stroke-width: 1.3; } .quantiles rect { fill: var(--bar); stroke: var(--ok); stroke-width: .7; }
        .quantiles circle { fill: var(--ink); }
        .quantiles .alarm path, .quantiles .alarm rect { stroke: var(--reject); } .quantiles .out { fill: var(--reject); }
        svg .quantiles .alarm text { fill: var(--reject); font-weight: 700; font-size: 14px; }
        rect.review { fill: var(--review); fill-opacity: .55; stroke: var(--review); } rect.reject { fill: var(--reject); }
        .expected { stroke: var(--ink); stroke-dasharray: 5 4; fill: none; }
        .points a { cursor: pointer; }
        .points circle:hover, .points path:hover, .points .near { fill-opacity: 1; stroke: var(--ink); stroke-width: 2.5; paint-order: stroke; }
        .tip {
          position: fixed; z-index: 2; max-width: 26rem; padding: .3rem .55rem; border-radius: 6px; background: var(--ink); color: var(--ground);
          font-size: .8rem; overflow-wrap: anywhere; pointer-events: none;
        }

        .scroll { overflow-x: auto; margin-top: .6rem; }
        table { border-collapse: collapse; font-size: .85rem; background: var(--panel); border: 1px solid var(--line); }
        th, td { padding: .25rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th { font-weight: 500; color: var(--soft); white-space: nowrap; } td { white-space: nowrap; }
        .n { text-align: right; } td.path, td.path + td { white-space: normal; overflow-wrap: anywhere; min-width: 14rem; }

        @page { size: A4; margin: 12mm; }
        @media print {
          :root { color-scheme: light; }
          nav, .tip { display: none; }
          body { font-size: 9pt; }
          h1 { font-size: 16pt; } h2 { margin-top: 1.2rem; } h3 { break-after: avoid; }
          .facts { grid-template-columns: repeat(6, 1fr); gap: .35rem; } .facts div { padding: .4rem .5rem; }
          .scale { position: static; }
          .cards, .cards-of-3:not(.wide) .cards { grid-template-columns: 1fr 1fr 1fr; gap: .35rem; }
          .cards-of-3:not(.wide) .cards, .wide .cards { grid-template-columns: 1fr 1fr; }
          .card { content-visibility: visible; }
          .card h3, .card dl, .card p { margin-left: .5rem; margin-right: .5rem; } .card h3 { font-size: 8pt; } .card dd { font-size: 8.5pt; }
          .card h3 { margin-top: .3rem; } .card p { margin-bottom: .3rem; }
          .card dt, .card p { font-size: 6.2pt; } .shots a > span { font-size: 6pt; } .shots .heat { width: 1.6rem; }
          .chart { padding: .5rem; } .strip figure { break-inside: avoid; }
          .number { flex-wrap: wrap; } h3 + p { break-after: avoid; }
          .strip .name { white-space: normal; overflow: visible; direction: ltr; overflow-wrap: anywhere; }
          a { text-decoration: underline; } .shots a, .pair a { text-decoration: none; }
          .scroll { overflow: visible; } table { font-size: 7pt; width: 100%; } th, td { padding: .15rem .3rem; white-space: normal; }
          tr { break-inside: avoid; } thead { display: table-header-group; }
        }
        """;
}
