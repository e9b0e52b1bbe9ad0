package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What a team that works on leads has to do in these days. */
public final class SampleTasks {

  /** About so many of the newest leads that somebody works on there is something to do. */
  private static final int LEADS = 24;

  /** Every so manieth is the first user's, whoever owns the lead. */
  private static final int ONE_IN = 3;

  /** Every so manieth is done already, in time or late. */
  private static final int ONE_DONE_IN = 5;

  /** Days from today on which they are due, in turn. */
  private static final List<Integer> DAYS = ImmutableList.of(-2, 0, 1, -1, 0, 3, 6, 2);

  private static final List<TaskDraft> IDEAS =
      ImmutableList.of(
          TaskDraft.of("Call back about the offer").type(TaskType.CALL).priority(Priority.HIGH),
          TaskDraft.of("Send the price list and two case studies").type(TaskType.EMAIL),
          TaskDraft.of("Show the product to the team")
              .type(TaskType.MEETING)
              .checklist(
                  List.of(
                      new ChecklistItem("Find out who comes", true),
                      new ChecklistItem("Prepare data of their trade", false),
                      new ChecklistItem("Send the agenda", false))),
          TaskDraft.of("Ask whether the budget is decided").type(TaskType.FOLLOW_UP),
          TaskDraft.of("Name references from the same trade")
              .notes("Asked for at the fair; at least one of their size."),
          TaskDraft.of("Answer the questions on data protection")
              .type(TaskType.EMAIL)
              .priority(Priority.URGENT));

  private SampleTasks() {}

  /**
   * Tasks about leads that are worked on, for their owners and for the first user.
   *
   * @param crm in the name of somebody who sees all leads and users
   */
  public static void fill(Workspace crm, Instant now) {
    UserId first =
        crm.users().list(ListQuery.all(crm.users().fields())).orElseThrow().items().stream()
            .map(user -> user.id())
            .findFirst()
            .orElseThrow();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    int number = 0;
    for (LeadView lead : workedOn(crm)) {
      TaskDraft draft =
          IDEAS
              .get(number % IDEAS.size())
              .about(Lead.subjectOf(lead.id()))
              .due(due(number, today.plusDays(DAYS.get(number % DAYS.size()))))
              .reminders(reminders(number));
      UserId owner = number % ONE_IN == 0 ? first : lead.owner();
      Task task = crm.tasks().create(new Tasks.Create(draft, owner)).orElseThrow();
      if (number % ONE_DONE_IN == 0) {
        crm.tasks().complete(task.id(), "Done on the telephone.").orElseThrow();
      }
      number++;
    }
    crm.tasks()
        .create(new Tasks.Create(TaskDraft.of("Tidy up the leads of the last fair"), first))
        .orElseThrow();
    TaskDraft weekly =
        TaskDraft.of("Go through the open offers")
            .due(DueDraft.on(today))
            .recurring(RecurrenceDraft.of("FREQ=WEEKLY"));
    crm.tasks().create(new Tasks.Create(weekly, first)).orElseThrow();
    var policy = crm.escalationPolicies().write(lateAndImportant(first)).orElseThrow();
    crm.escalationPolicies().activate(policy.id()).orElseThrow();
  }

  /** What matters is not left lying: the first user hears of it, and has it in the end. */
  private static EscalationTerms lateAndImportant(UserId first) {
    EscalationTarget to = new EscalationTarget.Person(first);
    return new EscalationTerms(
        "Important and late",
        Set.of(),
        Set.of(Priority.HIGH, Priority.URGENT),
        EscalationTerms.Since.DUE,
        null,
        List.of(
            new EscalationLevel(Duration.ofHours(2), to, EscalationLevel.Deed.NOTIFY, false),
            new EscalationLevel(Duration.ofHours(8), to, EscalationLevel.Deed.NOTIFY, true),
            new EscalationLevel(Duration.ofHours(24), to, EscalationLevel.Deed.REASSIGN, false)));
  }

  private static List<LeadView> workedOn(Workspace crm) {
    Filter wanted =
        new Compare("status", Op.EQ, List.of(LeadStatus.Name.WORKING.name()))
            .and(new Filter.Not(new Compare("owner", Op.IS_NULL, List.of())));
    return crm.leadQueries()
        .list(ListQuery.all(crm.leadQueries().fields()).where(wanted).limitedTo(LEADS))
        .orElseThrow()
        .items();
  }

  /** Of calls at an hour people want to be reminded. */
  private static List<ReminderDraft> reminders(int number) {
    return number % 5 == 1 || number % 5 == 2
        ? List.of(
            ReminderDraft.before(Duration.ofMinutes(15)),
            ReminderDraft.onTheDay(0, LocalTime.of(8, 0)))
        : List.of();
  }

  /** Some at an hour, some on a day, and some whenever. */
  private static DueDraft due(int number, LocalDate day) {
    return switch (number % 5) {
      case 0, 3 -> DueDraft.on(day);
      case 4 -> DueDraft.NONE;
      default -> DueDraft.at(day.atTime(9 + number % 8, 30).toInstant(ZoneOffset.UTC), "UTC");
    };
  }
}
