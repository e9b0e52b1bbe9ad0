package dev.kith.crm.http.server;

import io.javalin.http.Context;

/** What tells browsers how little they may do with our pages. */
final class SecurityHeaders {

  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** The API's browser draws with styles of its own making; scripts remain ours alone. */
  private static final String POLICY_OF_API_BROWSER =
      POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  private SecurityHeaders() {}

  static void set(Context ctx, boolean https) {
    ctx.header(
        "Content-Security-Policy", ctx.path().equals("/api") ? POLICY_OF_API_BROWSER : POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (https) {
      ctx.header("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
