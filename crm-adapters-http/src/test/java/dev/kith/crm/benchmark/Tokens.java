package dev.kith.crm.benchmark;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** An API token for the load. */
final class Tokens {

  private static final String LOGIN = "benchmark@kith.example";
  private static final String PASSWORD = "a password for one benchmark";

  private Tokens() {}

  /** A token of an administrator made for it; the database must not have any user yet. */
  static String ofAdministrator(Crm crm) {
    crm.firstStart().administrator(LOGIN, "Benchmark", PASSWORD).orElseThrow();
    var actor = crm.logins().logIn(LOGIN, PASSWORD, "127.0.0.1", null).orElseThrow().actor();
    String secret =
        crm.as(actor)
            .apiTokens()
            .issue(
                new ApiTokens.Issue(
                    "benchmark",
                    Set.of(
                        new Permission(Feature.LEAD, Action.VIEW),
                        new Permission(Feature.LEAD, Action.CREATE)),
                    Instant.now().plus(Duration.ofDays(1))))
            .orElseThrow()
            .secret();
    if (secret == null) {
      throw new IllegalStateException("a token that was just issued has its secret");
    }
    return secret;
  }
}
