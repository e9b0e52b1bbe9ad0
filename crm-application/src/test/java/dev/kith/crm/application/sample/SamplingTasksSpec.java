package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplingTasksSpec {

  private final TrialCrm trial = new TrialCrm();

  @Test
  void somebody_has_something_to_do_about_every_lead_that_is_worked_on() {
    User user =
        trial
            .as(Actor.SYSTEM)
            .users()
            .register(
                new User.Profile("ana@example.com", "Ana Torres", Set.of(), Set.of()),
                "look-around-in-kith")
            .orElseThrow();
    for (int i = 0; i < 12; i++) {
      Lead lead =
          trial
              .leads(Actor.SYSTEM)
              .capture(new Capture(LeadDrafts.company("Company " + i), user.id()))
              .orElseThrow();
      trial.leads(Actor.SYSTEM).startWork(lead.id()).orElseThrow();
    }

    SampleTasks.fill(trial.as(Actor.SYSTEM), trial.clock.instant());

    List<TaskView> tasks =
        trial
            .as(Actor.SYSTEM)
            .taskQueries()
            .list(ListQuery.all(TaskFields.CATALOGUE))
            .orElseThrow()
            .items();
    assertThat(tasks).hasSize(14).allMatch(task -> user.id().equals(task.owner()));
    assertThat(tasks).filteredOn(task -> task.relatedName() != null).hasSize(12);
    assertThat(tasks).anyMatch(TaskView::overdue).anyMatch(task -> task.dueBy() == null);
  }
}
