package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Whether the trail is what was written, as somebody asks who does not trust the database. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VerifyingTheTrailOverHttpTest {

  @Test
  void a_trail_is_intact_until_somebody_changes_it_behind_the_back_of_the_CRM()
      throws SQLException {
    try (OwnServer server = OwnServer.start()) {
      Api admin = server.asAdministrator();
      String lead = admin.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();
      JsonNode intact = verified(admin);
      assertThat(intact.path("state").asText()).as(intact.toString()).isEqualTo("SUCCEEDED");
      assertThat(intact.path("message").asText()).contains("intact");

      try (Connection connection = server.database();
          Statement statement = connection.createStatement()) {
        int forged =
            statement.executeUpdate(
                "update audit_entry set actor_name = 'Somebody else' where subject_id = '"
                    + lead
                    + "'");
        assertThat(forged).isEqualTo(1);
      }
      JsonNode broken = verified(admin);
      assertThat(broken.path("state").asText()).as(broken.toString()).isEqualTo("DEAD");
      assertThat(broken.path("error").asText()).contains("broken for 1 records").contains(lead);
    }
  }

  private static JsonNode verified(Api admin) {
    Response asked = admin.post("/audit:verify");
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    String job = String.valueOf(asked.header("Location")).replace("/api/v1", "");
    return admin.until(job, found -> !found.path("state").asText().matches("WAITING|RUNNING"));
  }
}
