package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;

/**
 * Styles, scripts and images of the pages, held in memory. Each URL carries a hash of the content:
 * a browser keeps it for ever, and asks anew when it changed.
 */
public final class Assets {

  public static final String PATH = "/assets/";

  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private static final Map<String, String> TYPES =
      ImmutableMap.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** An asset as it is sent. */
  private static final class Asset {
    private final byte[] content;
    private final String type;
    private final String tag;

    Asset(byte[] content, String type) {
      this.content = content;
      this.type = type;
      this.tag = Hashing.sha256().hashBytes(content).toString().substring(0, 12);
    }
  }

  private final Map<String, Asset> assets;

  private Assets(Map<String, Asset> assets) {
    this.assets = assets;
  }

  public static Assets load() {
    ImmutableMap.Builder<String, Asset> assets = ImmutableMap.builder();
    for (String name :
        new String[] {
          "base.css",
          "layout.css",
          "parts.css",
          "app.js",
          "palette.js",
          "board.js",
          "icons.svg",
          "favicon.svg"
        }) {
      assets.put(name, read(name, "dev/kith/crm/http/assets/" + name));
    }
    assets.put("htmx.js", read("htmx.js", HTMX));
    return new Assets(assets.buildOrThrow());
  }

  /** Where browsers find it. */
  String url(String name) {
    return PATH + name + "?v=" + Objects.requireNonNull(assets.get(name), name).tag;
  }

  /** Answers a request for {@code /assets/{name}}; 404 for what is none. */
  public void serve(Context ctx) {
    Asset asset = assets.get(ctx.pathParam("name"));
    if (asset == null) {
      ctx.status(404);
      return;
    }
    ctx.header("ETag", '"' + asset.tag + '"');
    ctx.header(
        "Cache-Control",
        asset.tag.equals(ctx.queryParam("v")) ? "public, max-age=31536000, immutable" : "no-cache");
    if (('"' + asset.tag + '"').equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.type).result(asset.content);
  }

  private static Asset read(String name, String resource) {
    URL url = Resources.getResource(resource);
    try {
      byte[] content = Resources.toByteArray(url);
      String type =
          Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
      return new Asset(content, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
