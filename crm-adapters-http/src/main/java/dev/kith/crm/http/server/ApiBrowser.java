package dev.kith.crm.http.server;

import com.google.common.io.Resources;
import dev.kith.crm.http.access.Sessions;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * A page on which people read and try the API: Swagger UI from its WebJar, with no script but what
 * we serve ourselves.
 */
final class ApiBrowser {

  private static final String POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="csrf" content="{csrf}">
        <title>Kith: the API</title>
        <link rel="stylesheet" href="/api/swagger-ui.css">
        <script src="/api/swagger-ui-bundle.js" defer></script>
        <script src="/api/browse.js" defer></script>
      </head>
      <body><main id="api"></main></body>
      </html>
      """;

  private static final String SCRIPT =
      """
      window.addEventListener('load', function () {
        var csrf = document.querySelector('meta[name=csrf]').content;
        window.ui = SwaggerUIBundle({
          url: '/api/v1/openapi.json',
          dom_id: '#api',
          deepLinking: true,
          requestInterceptor: function (request) {
            if (csrf && request.method !== 'GET') {
              request.headers['X-CSRF-Token'] = csrf;
            }
            return request;
          }
        });
      });
      """;

  private final Sessions sessions;

  ApiBrowser(Sessions sessions) {
    this.sessions = sessions;
  }

  void mount(JavalinConfig config) {
    config.routes.get("/api", this::page);
    config.routes.get(
        "/api/browse.js", ctx -> ctx.contentType("text/javascript; charset=utf-8").result(SCRIPT));
    config.routes.get(
        "/api/swagger-ui.css", ctx -> asset(ctx, "swagger-ui.css", "text/css; charset=utf-8"));
    config.routes.get(
        "/api/swagger-ui-bundle.js",
        ctx -> asset(ctx, "swagger-ui-bundle.js", "text/javascript; charset=utf-8"));
  }

  private void page(Context ctx) {
    String csrf = sessions.of(ctx).map(Sessions.Session::csrfToken).orElse("");
    ctx.contentType("text/html; charset=utf-8")
        .header("Cache-Control", "no-store")
        .result(PAGE.replace("{csrf}", csrf));
  }

  private static void asset(Context ctx, String name, String type) throws IOException {
    String resource = "META-INF/resources/webjars/swagger-ui/" + version() + "/" + name;
    InputStream in = Resources.getResource(resource).openStream();
    ctx.contentType(type).header("Cache-Control", "public, max-age=86400").result(in);
  }

  private static String version() {
    try (InputStream in = Resources.getResource(POM).openStream()) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
