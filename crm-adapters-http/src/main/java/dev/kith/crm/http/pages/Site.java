package dev.kith.crm.http.pages;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.http.kernel.Exchange;
import dev.kith.crm.http.kernel.FormLimit;
import dev.kith.crm.http.kernel.problem.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pages are made with; one for a server. */
public final class Site {

  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  private final Crm crm;
  private final Visitors visitors;
  private final InstantSource clock;
  private final Histories histories;
  private final Templates templates = new Templates();
  private final Assets assets = Assets.load();

  /**
   * @param histories in which words the audit trail is shown
   */
  public Site(Crm crm, Visitors visitors, InstantSource clock, Histories histories) {
    this.histories = histories;
    this.crm = crm;
    this.visitors = visitors;
    this.clock = clock;
  }

  /** Answers with a page for which one must have logged in. */
  void answer(Context ctx, Consumer<Visit> page) {
    guarded(
        ctx,
        visit -> {
          if (!visit.isLoggedIn()) {
            sendToLogIn(ctx);
          } else if (ctx.method().equals(HandlerType.POST) && !visitors.isGenuine(ctx)) {
            visit.error(ErrorPage.FORGED);
          } else {
            page.accept(visit);
          }
        });
  }

  /** Answers with a page for everybody; what breaks becomes an error page. */
  void guarded(Context ctx, Consumer<Visit> page) {
    try {
      FormLimit.set(ctx, crm.largestImport());
      page.accept(visit(ctx));
    } catch (ProblemException e) {
      new Visit(this, ctx, null).error(ErrorPage.TOO_LARGE);
    } catch (StorageUnavailableException e) {
      LOG.warn("the storage cannot be reached: {}", e.getMessage());
      new Visit(this, ctx, null).error(ErrorPage.unavailable());
    } catch (RuntimeException e) {
      String request = Exchange.of(ctx).requestId();
      LOG.error("page {} {} failed in request {}", ctx.method(), ctx.path(), request, e);
      new Visit(this, ctx, null).error(ErrorPage.failure(request));
    } catch (Exception e) {
      // Javalin passes on what the form's reader throws without declaring it.
      if (!FormLimit.isExceeded(e)) {
        throw e;
      }
      new Visit(this, ctx, null).error(ErrorPage.TOO_LARGE);
    }
  }

  /**
   * Answers a request for which there is no page, if it came from a browser and nothing has
   * answered it.
   */
  void nowhere(Context ctx) {
    if (ctx.attribute(Visit.ANSWERED) == null && !ctx.path().startsWith("/api/")) {
      guarded(ctx, visit -> visit.error(ErrorPage.NOT_FOUND));
    }
  }

  /** The request of somebody who may or may not have logged in. */
  Visit visit(Context ctx) {
    return new Visit(this, ctx, visitors.of(ctx).orElse(null));
  }

  /** Comes back to the page after logging in, if it was one that is only looked at. */
  private static void sendToLogIn(Context ctx) {
    String query = ctx.queryString();
    String target = ctx.path() + (query == null ? "" : "?" + query);
    boolean worthwhile = ctx.method().equals(HandlerType.GET) && !target.equals("/");
    if ("true".equals(ctx.header("HX-Request"))) {
      Visit.leave(ctx, "/login");
      return;
    }
    ctx.status(303)
        .header("Cache-Control", "no-store")
        .header(
            "Location",
            worthwhile
                ? "/login?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8)
                : "/login");
  }

  Crm crm() {
    return crm;
  }

  InstantSource clock() {
    return clock;
  }

  Templates templates() {
    return templates;
  }

  Assets assets() {
    return assets;
  }

  Histories histories() {
    return histories;
  }
}
