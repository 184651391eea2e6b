namespace InspectFlow.Reporting.Nightly;

/// <summary>
/// The page's script. Without it every point still has its title and its link; with it the nearest point is found without aiming. Text goes
/// into the page as text only.
/// </summary>
internal static class NightScript
{
    public const string Code =
        """
        'use strict';
        for (const plot of document.querySelectorAll('svg.scatter')) {
          const tip = document.body.appendChild(document.createElement('div'));
          tip.className = 'tip';
          tip.hidden = true;
          let points = null, near = null;
          const read = () => [...plot.querySelectorAll('.points circle, .points path')].map(mark => {
            const title = mark.querySelector('title'), at = mark.transform.baseVal;
            const point = { mark, text: title.textContent, link: mark.closest('a') };
            title.remove(); // or the browser shows it as well
            mark.setAttribute('aria-label', point.text);
            if (at.length) { point.x = at.getItem(0).matrix.e; point.y = at.getItem(0).matrix.f; }
            else { point.x = mark.cx.baseVal.value; point.y = mark.cy.baseVal.value; }
            return point;
          });
          const leave = () => { near?.mark.classList.remove('near'); near = null; tip.hidden = true; plot.style.cursor = ''; };
          plot.addEventListener('pointerleave', leave);
          plot.addEventListener('pointermove', e => {
            points ??= read();
            const at = new DOMPoint(e.clientX, e.clientY).matrixTransform(plot.getScreenCTM().inverse());
            let best = null, reach = 144;
            for (const p of points) {
              const d = (p.x - at.x) ** 2 + (p.y - at.y) ** 2;
              if (d <= reach) { best = p; reach = d; }
            }
            if (best !== near) {
              leave();
              near = best;
              near?.mark.classList.add('near');
            }
            if (near) {
              tip.textContent = near.text;
              tip.hidden = false;
              plot.style.cursor = near.link ? 'pointer' : '';
              tip.style.left = Math.max(8, Math.min(e.clientX + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
              tip.style.top = Math.max(8, e.clientY - tip.offsetHeight - 10) + 'px';
            }
          });
          plot.addEventListener('click', e => { if (near?.link && !e.target.closest('a')) location.hash = near.link.getAttribute('href'); });
        }
        addEventListener('beforeprint', () => { for (const image of document.images) image.loading = 'eager'; });
        """;
}
