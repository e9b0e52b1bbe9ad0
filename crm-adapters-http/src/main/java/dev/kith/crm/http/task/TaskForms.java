package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.UnknownOwner;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RecordAddress;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms in which tasks are written down. */
final class TaskForms {

  private TaskForms() {}

  /**
   * @param task the one that is edited; null for a new one
   * @param about the record that a new task is about; null for none
   */
  record FormPage(
      @Nullable TaskView task,
      @Nullable About about,
      TaskForm form,
      long version,
      List<Person> owners,
      boolean mayAssign,
      Problems problems) {

    FormPage {
      owners = ImmutableList.copyOf(owners);
    }

    String action() {
      return task == null ? "/tasks" : "/tasks/" + task.id();
    }

    String cancel() {
      return task != null ? "/tasks/" + task.id() : about != null ? about.href() : "/tasks";
    }

    List<ReminderWords.Choice> reminders() {
      ZoneId zone = TimeZones.parse(form.zone()).orElse(ZoneOffset.UTC);
      return ReminderWords.choices(form.reminders(), zone);
    }

    /** Whether there is a choice between this time and all. */
    boolean isOfSeries() {
      return task != null && task.recurring();
    }

    /** What has ended does not come again: what comes next is another task. */
    boolean canRecur() {
      return task == null || task.isOpen();
    }

    static List<TaskType> types() {
      return TaskType.USUAL;
    }
  }

  /** A record by the name that the person knows it by. */
  record About(Subject record, String name) {
    String href() {
      return RecordAddress.of(record);
    }
  }

  static void addTo(PageRoutes routes) {
    routes.get("/tasks/new", TaskForms::blank);
    routes.post("/tasks", TaskForms::create);
    routes.get(
        "/tasks/{id}/edit",
        visit ->
            TaskPages.onTask(
                visit,
                task ->
                    show(
                        visit,
                        200,
                        task,
                        null,
                        TaskForm.of(task, TaskPages.zone(visit)),
                        task.revision().version(),
                        Problems.NONE)));
    routes.post("/tasks/{id}", visit -> TaskPages.onTask(visit, task -> edit(visit, task)));
  }

  private static void blank(Visit visit) {
    if (!visit.actor().may(new Permission(Feature.TASK, Action.CREATE))) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    show(
        visit,
        200,
        null,
        about(visit, visit::query),
        TaskForm.empty(visit.actor().id().toString(), TaskPages.zone(visit)),
        0,
        Problems.NONE);
  }

  private static void create(Visit visit) {
    TaskForm form = TaskForm.sent(visit);
    About about = about(visit, visit::form);
    UserId owner = ShapeCheck.uuid(form.owner()).map(UserId::new).orElse(null);
    Outcome<Task> created =
        read(visit, form, about == null ? null : about.record())
            .then(draft -> visit.crm().tasks().create(new Tasks.Create(draft, owner)));
    switch (created) {
      case Outcome.Done<Task>(var task) ->
          visit.go(about == null ? "/tasks/" + task.id() : about.href(), Notice.TASK_CREATED);
      case Outcome.Refused<Task>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, about, form, 0, problems(refusal));
    }
  }

  private static void edit(Visit visit, TaskView task) {
    TaskForm form = TaskForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Set<TaskField> fields = EnumSet.allOf(TaskField.class);
    fields.remove(TaskField.RELATED);
    OccurrenceRange range = form.recurrence().wantedRange();
    if (range == OccurrenceRange.THIS || !task.isOpen()) {
      fields.remove(TaskField.RECURRENCE);
    }
    Outcome<Task> edited =
        read(visit, form, null)
            .then(draft ->
                visit
                    .crm()
                    .expecting(version)
                    .tasks()
                    .edit(task.id(), new Tasks.Edit(fields, draft, range)));
    SavedForm.answer(
        edited,
        version,
        done -> visit.go("/tasks/" + task.id(), Notice.TASK_SAVED),
        "Somebody changed the task meanwhile. What you save now replaces theirs.",
        TaskForms::problems,
        (status, seen, problems) -> show(visit, status, task, null, form, seen, problems));
  }

  private static Outcome<TaskDraft> read(Visit visit, TaskForm form, @Nullable Subject about) {
    Checks checks = new Checks();
    TaskDraft draft = form.read(checks, about);
    if (!checks.passed()) {
      checks.addAll(visit.crm().tasks().problemsOf(draft));
    }
    return checks.orRefuse(() -> draft);
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Problems problems(Refusal refusal) {
    Refusal atField =
        refusal instanceof UnknownOwner
            ? Invalid.of(Violation.at("owner", refusal.code(), refusal.detail()))
            : refusal;
    return Problems.of(atField)
        .calling("due", "date")
        .calling("recurrence/rule", "rule")
        .calling("recurrence/except", "except")
        .calling("recurrence", "repeat");
  }

  /** The record whose id is said by the name of its type. */
  private static @Nullable About about(Visit visit, UnaryOperator<String> said) {
    return ShapeCheck.uuid(said.apply("lead"))
        .map(id -> visit.crm().leadQueries().get(new LeadId(id)).map(TaskForms::of))
        .or(() ->
            ShapeCheck.uuid(said.apply("account"))
                .map(id -> visit.crm().accountQueries().get(new AccountId(id)).map(TaskForms::of)))
        .or(() ->
            ShapeCheck.uuid(said.apply("contact"))
                .map(id -> visit.crm().contactQueries().get(new ContactId(id)).map(TaskForms::of)))
        .or(() ->
            ShapeCheck.uuid(said.apply("opportunity"))
                .map(id ->
                    visit.crm().opportunityQueries().get(new OpportunityId(id)).map(TaskForms::of)))
        .map(found -> found.orNull())
        .orElse(null);
  }

  private static About of(LeadView lead) {
    return new About(Lead.subjectOf(lead.id()), lead.displayName());
  }

  private static About of(AccountView account) {
    return new About(Account.subjectOf(account.id()), account.displayName());
  }

  private static About of(ContactView contact) {
    return new About(Contact.subjectOf(contact.id()), contact.displayName());
  }

  private static About of(OpportunityView opportunity) {
    return new About(Opportunity.subjectOf(opportunity.id()), opportunity.displayName());
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable TaskView task,
      @Nullable About about,
      TaskForm form,
      long version,
      Problems problems) {
    visit.show(
        status,
        "task/form.jte",
        task == null ? "New task" : "Edit " + task.content().subject(),
        Section.TASKS,
        new FormPage(
            task,
            about,
            form,
            version,
            visit.owners(),
            visit.actor().may(new Permission(Feature.TASK, Action.ASSIGN)),
            problems));
  }
}
