package dev.kith.crm.http.pages;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.http.CrmPages;
import dev.kith.crm.http.access.CookieSessions;
import dev.kith.crm.http.scoring.tracking.TrackingEndpoints;
import dev.kith.crm.testkit.MemoryStorage;
import io.javalin.Javalin;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The pages on a server of their own, with a CRM in memory and an administrator who can log in. */
final class PagesOnline implements AutoCloseable {

  static final String LOGIN = "ana@example.com";
  static final String PASSWORD = "a long walk in the rain";

  /** As the server sends it: what a page needs beyond this does not work. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Crm crm;
  private final Javalin javalin;
  private final Actor administrator;

  PagesOnline() {
    this(builder -> {});
  }

  /** A CRM that does more than usual, or otherwise. */
  PagesOnline(Consumer<Crm.Builder> more) {
    Crm.Builder builder = Crm.on(new MemoryStorage()).background(true);
    more.accept(builder);
    crm = builder.start();
    var first = crm.firstStart().administrator(LOGIN, "Ana Torres", PASSWORD).orElseThrow();
    if (first.isEmpty()) {
      throw new IllegalStateException("the storage was not new");
    }
    administrator = crm.logins().logIn(LOGIN, PASSWORD, "127.0.0.1", null).orElseThrow().actor();
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.routes.before(ctx -> ctx.header("Content-Security-Policy", POLICY));
                  TrackingEndpoints.mount(config, crm.webTracking());
                  CrmPages.mount(
                      config, crm, new CookieSessions(crm.logins(), false), InstantSource.system());
                })
            .start();
  }

  String url() {
    return "http://127.0.0.1:" + javalin.port();
  }

  /** The CRM in the administrator's name, for what happens beside the browser. */
  Workspace crm() {
    return crm.as(administrator);
  }

  Crm wholeCrm() {
    return crm;
  }

  LeadId lead(String given, String family, String company) {
    LeadDraft draft =
        LeadDraft.named(given, family)
            .company(company)
            .email(given + "." + family + "@example.com")
            .with(LeadField.COUNTRY, "DE")
            .source("trade-fair");
    return crm().leads().capture(new Leads.Capture(draft)).orElseThrow().id();
  }

  /** Somebody of whom nothing else is known, who may be there already. */
  LeadId twin(String given, String family, String company) {
    LeadDraft draft = LeadDraft.named(given, family).company(company);
    return crm().leads().capture(new Leads.Capture(draft)).orElseThrow().id();
  }

  @Override
  public void close() {
    javalin.stop();
    crm.close();
  }
}
