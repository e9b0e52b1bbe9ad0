package dev.kith.crm.persistence.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTextTest {

  private static final Permission VIEW = Permission.of(Feature.LEAD, Action.VIEW);

  @Test
  void grants_are_read_as_they_were_written() {
    Grants grants = new Grants(Map.of(VIEW, Scope.TEAM), Set.of("lead.phone"));

    assertThat(GrantsText.write(grants)).isEqualTo("lead:view=team\n-lead.phone");
    assertThat(GrantsText.read(GrantsText.write(grants))).isEqualTo(grants);
    assertThat(GrantsText.read(GrantsText.write(Grants.everything())))
        .isEqualTo(Grants.everything());
    assertThat(GrantsText.read(GrantsText.write(Grants.NONE))).isEqualTo(Grants.NONE);
  }

  @Test
  void what_a_newer_version_granted_is_not_granted_by_one_that_does_not_know_it() {
    assertThat(GrantsText.read("lead:view=team\nlead:teleport=all\nlead:edit=galaxy\nnonsense"))
        .isEqualTo(new Grants(Map.of(VIEW, Scope.TEAM), Set.of()));
    assertThat(GrantsText.readPermissions("lead:view\nlead:teleport")).containsExactly(VIEW);
  }
}
