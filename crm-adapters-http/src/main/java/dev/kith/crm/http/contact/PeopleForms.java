package dev.kith.crm.http.contact;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ChannelType;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.contact.ContactRefusal.UnknownAccount;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.UnknownOwner;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.account.NamedAccount;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms in which contacts are written down. */
final class PeopleForms {

  private PeopleForms() {}

  static void addTo(PageRoutes routes) {
    routes.get("/contacts/new", PeopleForms::blank);
    routes.post("/contacts/new", PeopleForms::create);
    routes.post("/contacts/check", ContactFieldCheck::answer);
    routes.post("/contacts/alike", visit -> alikeNow(visit, null));
    routes.post(
        "/contacts/{id}/alike",
        visit -> PeoplePages.onContact(visit, contact -> alikeNow(visit, contact)));
    routes.get(
        "/contacts/{id}/edit",
        visit ->
            PeoplePages.onContact(
                visit,
                contact ->
                    show(
                        visit,
                        200,
                        contact,
                        ContactForm.of(contact),
                        contact.revision().version(),
                        Problems.NONE)));
    routes.post(
        "/contacts/{id}/edit",
        visit -> PeoplePages.onContact(visit, contact -> edit(visit, contact)));
  }

  private static void blank(Visit visit) {
    if (!visit.actor().may(new Permission(Feature.CONTACT, Action.CREATE))) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    Map<ContactField, String> typed = new LinkedHashMap<>();
    AccountView account = opened(visit, visit.query("account"));
    if (account != null) {
      typed.put(ContactField.ACCOUNT, account.displayName());
    }
    show(visit, 200, null, typed, 0, Problems.NONE);
  }

  private static void create(Visit visit) {
    Map<ContactField, String> typed = typed(visit);
    UserId owner = ShapeCheck.uuid(visit.form("owner")).map(UserId::new).orElse(null);
    Outcome<ContactDraft> read = read(visit, typed, null).map(PeopleForms::draft);
    AlikeWarning alike = alike(visit, read);
    if (alike.isSuspected()) {
      show(visit, 409, null, typed, 0, Problems.NONE, alike);
      return;
    }
    Outcome<Contact> created =
        read.then(draft -> visit.crm().people().create(new People.Create(draft, owner)));
    switch (created) {
      case Outcome.Done<Contact>(var contact) ->
          visit.go("/contacts/" + contact.id(), Notice.CONTACT_CREATED);
      case Outcome.Refused<Contact>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, typed, 0, problems(refusal, typed));
    }
  }

  /**
   * What a good draft looks like, once: who saves it anyway is not asked again. That a primary
   * address is taken shows at the field itself.
   */
  private static AlikeWarning alike(Visit visit, Outcome<ContactDraft> read) {
    return visit.form("anyway").isEmpty()
            && read instanceof Outcome.Done<ContactDraft>(var draft)
            && visit.crm().people().problemsOf(draft).isEmpty()
            && visit.crm().recordDuplicates().whileWriting(draft, null)
                instanceof Outcome.Done<DuplicateCheck>(var check)
            && !hasSamePrimary(visit, draft, check)
        ? new AlikeWarning(MergeKind.CONTACT, null, check)
        : AlikeWarning.none(MergeKind.CONTACT, null);
  }

  private static boolean hasSamePrimary(Visit visit, ContactDraft draft, DuplicateCheck check) {
    Optional<String> primary =
        primary(ChannelLine.read(draft.values().get(ContactField.EMAILS)))
            .map(line -> line.value().strip());
    // Few have the same address, so that each can be looked at.
    return primary.isPresent()
        && check.matches().stream()
            .filter(match ->
                match.reasons().stream()
                    .anyMatch(r -> r.field().equals("email") && r.similarity() == 1))
            .anyMatch(match ->
                visit.crm().contactQueries().get(new ContactId(match.id()))
                        instanceof Outcome.Done<ContactView>(var other)
                    && primary.get().equalsIgnoreCase(other.email()));
  }

  private static Optional<ChannelLine> primary(List<ChannelLine> lines) {
    return lines.stream()
        .filter(ChannelLine::primary)
        .findFirst()
        .or(() -> lines.stream().findFirst());
  }

  private static void alikeNow(Visit visit, @Nullable ContactView contact) {
    ContactDraft draft = ContactDraft.EMPTY;
    for (var field : typed(visit).entrySet()) {
      draft = draft.with(field.getKey(), field.getValue());
    }
    // Whose name is not finished yet is no account.
    String account = account(visit, new Checks(), visit.form(ContactField.ACCOUNT.code()), contact);
    AlikeWarning.answer(
        visit,
        Section.CONTACTS,
        MergeKind.CONTACT,
        contact == null ? null : contact.id().value(),
        visit
            .crm()
            .recordDuplicates()
            .whileWriting(
                draft.with(ContactField.ACCOUNT, account), contact == null ? null : contact.id()));
  }

  private static void edit(Visit visit, ContactView contact) {
    Map<ContactField, String> typed = typed(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<Contact> edited =
        read(visit, typed, contact)
            .then(fields ->
                visit
                    .crm()
                    .expecting(version)
                    .people()
                    .edit(contact.id(), new People.Edit(fields)));
    SavedForm.answer(
        edited,
        version,
        done -> visit.go("/contacts/" + contact.id(), Notice.CONTACT_SAVED),
        "Somebody changed the contact meanwhile. What you save now replaces theirs.",
        refusal -> problems(refusal, typed),
        (status, seen, problems) -> show(visit, status, contact, typed, seen, problems));
  }

  /** What the form says of the fields that the person sees; the others are not touched. */
  private static Map<ContactField, String> typed(Visit visit) {
    Map<ContactField, String> typed = new LinkedHashMap<>();
    var visible = visit.crm().contactQueries().fields();
    for (ContactField field : ContactField.values()) {
      if (visible.find(field.code()).isPresent()) {
        typed.put(
            field,
            field.isChannels() ? ChannelLine.write(lines(visit, field)) : visit.form(field.code()));
      }
    }
    return typed;
  }

  /** The lines on which something was written. */
  private static List<ChannelLine> lines(Visit visit, ContactField field) {
    List<ChannelLine> lines = new ArrayList<>();
    for (int i = 0; i < ContactContent.MOST_CHANNELS; i++) {
      String id = field.code() + "-" + i;
      if (!visit.form(id).isBlank()) {
        ChannelType type =
            Enums.getIfPresent(ChannelType.class, visit.form(id + "-type")).or(ChannelType.WORK);
        lines.add(
            new ChannelLine(
                type,
                visit.form(id).strip(),
                visit.form(field.code() + "-primary").equals(Integer.toString(i))));
      }
    }
    return lines;
  }

  /** The fields with the id of the account in place of its name. */
  private static Outcome<Map<ContactField, Optional<String>>> read(
      Visit visit, Map<ContactField, String> typed, @Nullable ContactView before) {
    Checks checks = new Checks();
    ImmutableMap.Builder<ContactField, Optional<String>> fields = ImmutableMap.builder();
    typed.forEach((field, text) -> {
      String value = field == ContactField.ACCOUNT ? account(visit, checks, text, before) : text;
      fields.put(field, Optional.ofNullable(value).filter(v -> !v.isBlank()));
    });
    var read = fields.buildOrThrow();
    if (!checks.passed()) {
      // Told together with everything else that is wrong.
      checks.addAll(visit.crm().people().problemsOf(draft(read)));
    }
    return checks.orRefuse(() -> read);
  }

  private static ContactDraft draft(Map<ContactField, Optional<String>> fields) {
    ContactDraft draft = ContactDraft.EMPTY;
    for (var field : fields.entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    return draft;
  }

  private static @Nullable String account(
      Visit visit, Checks checks, String text, @Nullable ContactView before) {
    if (before != null && text.strip().equals(ContactForm.nameOfAccount(before))) {
      return before.get(ContactField.ACCOUNT);
    }
    AccountView opened = before == null ? opened(visit, visit.form("at")) : null;
    return opened != null && opened.displayName().equals(text.strip())
        ? opened.id().toString()
        : NamedAccount.id(visit, checks, ContactField.ACCOUNT.code(), "unknown-account", text);
  }

  /** The account from whose page the form was opened; others may be called the same. */
  private static @Nullable AccountView opened(Visit visit, String id) {
    return PeoplePages.account(visit, ShapeCheck.uuid(id).map(AccountId::new).orElse(null));
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Problems problems(Refusal refusal, Map<ContactField, String> typed) {
    return switch (refusal) {
      case EmailTaken taken -> {
        List<ChannelLine> lines = ChannelLine.read(typed.get(ContactField.EMAILS));
        int primary = Math.max(0, Iterables.indexOf(lines, ChannelLine::primary));
        yield Problems.at(ContactField.EMAILS.code() + "-" + primary, taken.detail());
      }
      case ExternalIdTaken taken -> Problems.at(ContactField.EXTERNAL_ID.code(), taken.detail());
      case UnknownAccount unknown -> Problems.at(ContactField.ACCOUNT.code(), unknown.detail());
      case UnknownOwner unknown -> Problems.at("owner", unknown.detail());
      case Invalid(var violations) ->
          Problems.of(new Invalid(violations.stream().map(PeopleForms::atItsLine).toList()));
      default -> Problems.of(refusal);
    };
  }

  /** {@code /emails/1} is the field {@code emails-1} of the form, and {@code /emails} its first. */
  private static Violation atItsLine(Violation violation) {
    String pointer = violation.pointer();
    for (ContactField field : List.of(ContactField.EMAILS, ContactField.PHONES)) {
      String list = "/" + field.code();
      if (pointer.equals(list)) {
        return new Violation(list + "-0", violation.code(), violation.message());
      }
      if (pointer.startsWith(list + "/")) {
        return new Violation(
            list + "-" + pointer.substring(list.length() + 1),
            violation.code(),
            violation.message());
      }
    }
    return violation;
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable ContactView contact,
      Map<ContactField, String> typed,
      long version,
      Problems problems) {
    AlikeWarning none =
        AlikeWarning.none(MergeKind.CONTACT, contact == null ? null : contact.id().value());
    show(visit, status, contact, typed, version, problems, none);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable ContactView contact,
      Map<ContactField, String> typed,
      long version,
      Problems problems,
      AlikeWarning alike) {
    visit.show(
        status,
        "contact/form.jte",
        contact == null ? "New contact" : "Edit " + contact.displayName(),
        Section.CONTACTS,
        new ContactForm(
            contact,
            typed,
            version,
            visit.form("owner"),
            visit.form("at") + visit.query("account"),
            visit.crm().contactQueries().fields(),
            visit.owners(),
            visit.actor().may(new Permission(Feature.CONTACT, Action.ASSIGN)),
            ContactFieldCheck.isOpenTo(visit.actor()),
            problems,
            alike));
  }
}
