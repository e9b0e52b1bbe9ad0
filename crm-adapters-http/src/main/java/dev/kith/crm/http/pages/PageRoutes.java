package dev.kith.crm.http.pages;

import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;

/**
 * Where features put their pages. Whoever has not logged in is sent to do so, and comes back to the
 * page.
 */
public final class PageRoutes {

  private final RoutesConfig routes;
  private final Site site;

  public PageRoutes(RoutesConfig routes, Site site) {
    this.routes = routes;
    this.site = site;
  }

  /** A page that changes nothing. */
  public void get(String path, Consumer<Visit> page) {
    routes.get(path, ctx -> site.answer(ctx, page));
  }

  /** A form that was sent; it must come from a page of the same session. */
  public void post(String path, Consumer<Visit> page) {
    routes.post(path, ctx -> site.answer(ctx, page));
  }

  /** A page for everybody, logged in or not. */
  public void openGet(String path, Consumer<Visit> page) {
    routes.get(path, ctx -> site.guarded(ctx, page));
  }

  /** A form for everybody, logged in or not: there is no session yet that could be abused. */
  public void openPost(String path, Consumer<Visit> page) {
    routes.post(path, ctx -> site.guarded(ctx, page));
  }

  /** What browsers get at addresses where nothing is. */
  public void nowhere() {
    routes.error(404, "html", site::nowhere);
  }

  /** Styles, scripts and images. */
  public void assets() {
    routes.get(Assets.PATH + "{name}", site.assets()::serve);
  }
}
