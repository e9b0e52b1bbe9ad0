package dev.kith.crm.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Description;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What Javalin leads to a handler is what the OpenAPI document describes: no route that it keeps
 * silent about, and none that it promises and that is not there.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MountedAsDescribedTest {

  @Test
  void with_people_who_log_in() {
    try (TestServer server = TestServer.forPeopleOf(new AccessWorld(), ApiOptions.USUAL)) {
      assertThat(routes(server)).isEqualTo(described(server)).contains("POST /api/v1/sessions");
    }
  }

  @Test
  void with_people_of_somebody_else() {
    try (TestServer server = TestServer.start()) {
      assertThat(routes(server))
          .isEqualTo(described(server))
          .doesNotContain("POST /api/v1/sessions");
    }
  }

  /** All but the catch-alls, which answer that there is nothing. */
  private static Set<String> routes(TestServer server) {
    return server.mounted().stream()
        .filter(route -> !route.endsWith(" /api/v1") && !route.endsWith(" /api/v1/*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whatever can be read can be asked for with HEAD, which needs no saying. */
  private static Set<String> described(TestServer server) {
    Api api = server.rawApi();
    Set<String> described = new TreeSet<>();
    for (Description.Operation operation : Description.of(api).operations()) {
      String path = "/api/v1" + operation.path();
      described.add(operation.method() + " " + path);
      if (operation.method().equals("GET")) {
        described.add("HEAD " + path);
      }
    }
    assertThat(described).hasSizeGreaterThan(50);
    return described;
  }
}
