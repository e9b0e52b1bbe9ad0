(function (w, d, n) {
  var s = d.currentScript, u = s.src.replace(/kith\.js.*/, "v"), K = "kith", R = /*respect*/ 1, m, t;
  function off() { return R && (n.globalPrivacyControl || n.doNotTrack == "1"); }
  function kept() { try { return JSON.parse(w.localStorage.getItem(K)); } catch (e) { return null; } }
  function id() {
    var b = w.crypto.getRandomValues(new Uint8Array(16)), x = "", i;
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    for (i = 0; i < 16; i++) x += (i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "") + (b[i] + 256).toString(16).slice(1);
    return x;
  }
  function send(o) {
    var b = JSON.stringify(o);
    if (!n.sendBeacon || !n.sendBeacon(u, b)) w.fetch(u, { method: "POST", body: b, keepalive: true, mode: "no-cors" });
  }
  function view() {
    var v = kept(), l = w.location;
    if (v && !off()) { send({ visitor: v.id, consent: v.words, name: id(), page: l.origin + l.pathname, identity: t }); t = undefined; }
  }
  m = /[#&]kith=([\w-]+)/.exec(w.location.hash);
  if (m) { t = m[1]; w.history.replaceState(w.history.state, "", w.location.href.replace(m[0], "")); }
  w.kith = {
    grant: function (words) {
      if (off()) return;
      var v = kept() || { id: id(), words: words };
      w.localStorage.setItem(K, JSON.stringify(v));
      view();
    },
    revoke: function () {
      var v = kept();
      w.localStorage.removeItem(K);
      if (v) send({ visitor: v.id, forget: true });
    },
    visitor: function () { var v = kept(); return v ? v.id : null; },
    view: view
  };
  view();
})(window, document, navigator);
