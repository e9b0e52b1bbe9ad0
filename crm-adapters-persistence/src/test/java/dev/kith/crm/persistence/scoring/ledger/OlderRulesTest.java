package dev.kith.crm.persistence.scoring.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Condition;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.persistence.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rules for points that were kept before rules could have a filter. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OlderRulesTest {

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

  @Test
  void mean_what_they_meant() throws SQLException {
    RuleTerms terms =
        RuleTerms.of("Prices", EngagementType.PAGE_VIEW, 5)
            .where(new Condition("object", Condition.Comparison.CONTAINS, "/pricing"));
    RuleTerms filtered = terms.where("event.object != \"x\"");
    IncrementRule rule =
        IncrementRule.create(new IncrementRuleId(Leads.anId().value()), filtered, Leads.CAPTURED)
            .orElseThrow()
            .next();
    DATABASE
        .storage()
        .transactions()
        .run(() -> DATABASE.storage().incrementRules().add(rule))
        .orElseThrow();
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update increment_rule set versions ="
                      + " regexp_replace(versions, '\"filter\":\"[^,]*\",', '')"
                      + " where versions like '%filter%'"))
          .isEqualTo(1);
      assertThat(
              statement.executeUpdate(
                  "update increment_rule set versions = versions where versions like '%filter%'"))
          .isZero();
    }
    assertThat(DATABASE.storage().incrementRules().find(rule.id()).orElseThrow().terms())
        .isEqualTo(terms);
  }
}
