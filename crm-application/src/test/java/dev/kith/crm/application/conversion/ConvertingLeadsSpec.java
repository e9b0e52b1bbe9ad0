package dev.kith.crm.application.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.Conversions.Choice;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.application.conversion.Conversions.Way;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.intake.consent.Consents;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Blocker;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionRefusal;
import dev.kith.crm.domain.conversion.ConversionRefusal.DuplicateCandidates;
import dev.kith.crm.domain.conversion.ConversionRefusal.UndoBlocked;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.MappingLine;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConvertingLeadsSpec {

  private static final Deal DEAL = Deal.of(Map.of());

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Nested
  class Converting_a_lead {

    @Test
    void makes_an_account_a_contact_and_an_opportunity_of_it() {
      Lead lead = qualified(LeadDrafts.complete());

      Converted converted = convert(Convert.of(lead.id()).opening(DEAL));

      Conversion conversion = converted.conversion();
      assertThat(converted.already()).isFalse();
      Account account = account(conversion);
      Contact contact = contact(conversion);
      Opportunity opportunity = opportunity(conversion);
      assertThat(account.content().name()).isEqualTo("Analytical Engines Ltd");
      assertThat(account.content().billing().city()).isEqualTo("London");
      assertThat(AccountField.DOMAINS.textOf(account.content())).isEqualTo("engines.example");
      assertThat(contact.content().name().full()).isEqualTo("Ada Lovelace");
      assertThat(contact.content().account()).isEqualTo(account.id());
      assertThat(ContactField.EMAILS.textOf(contact.content()))
          .isEqualTo("WORK ada@engines.example");
      assertThat(opportunity.content().account()).isEqualTo(account.id());
      assertThat(opportunity.content().name()).isEqualTo("Analytical Engines Ltd");
      assertThat(status(lead)).isEqualTo(new LeadStatus.Converted(trial.clock.instant()));
      assertThat(conversion.mapping()).isEqualTo(1);
      assertThat(trial.as(ada).conversions().get(conversion.id()))
          .isEqualTo(Outcome.done(conversion));
    }

    @Test
    void is_done_once_and_answers_the_first_result_ever_after() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion first = convert(Convert.of(lead.id())).conversion();

      assertThat(convert(Convert.of(lead.id()).account(Choice.NONE).opening(DEAL)))
          .isEqualTo(new Converted(first, true));
      assertThat(conversions(Which.ALL)).containsExactly(first);
    }

    @Test
    void is_done_once_under_a_key() {
      Lead lead = qualified(LeadDrafts.ada());
      Convert command = Convert.of(lead.id());
      Outcome<Converted> first = trial.as(ada).idempotent("key").conversions().convert(command);

      assertThat(first.orElseThrow().already()).isFalse();
      assertThat(trial.as(ada).idempotent("key").conversions().convert(command)).isEqualTo(first);
    }

    @Test
    void takes_what_is_written_in_place_of_what_the_mapping_fills() {
      Lead lead = qualified(LeadDrafts.ada());

      Conversion conversion =
          convert(
                  Convert.of(lead.id())
                      .account(Choice.MATCH.with("name", "Engines").with("domains", ""))
                      .contact(Choice.MATCH.with("department", "Research")))
              .conversion();

      assertThat(account(conversion).content().name()).isEqualTo("Engines");
      assertThat(account(conversion).content().domains()).isEmpty();
      assertThat(contact(conversion).content().department()).isEqualTo("Research");
    }

    @Test
    void makes_no_account_of_a_lead_that_tells_of_no_company() {
      Lead lead = qualified(LeadDraft.named("Grace", "Hopper"));

      Conversion conversion = convert(Convert.of(lead.id())).conversion();

      assertThat(conversion.account()).isNull();
      assertThat(contact(conversion).content().account()).isNull();
    }

    @Test
    void makes_no_contact_of_a_lead_that_tells_of_no_person() {
      Lead lead = qualified(LeadDrafts.company("Engines"));

      Conversion conversion = convert(Convert.of(lead.id())).conversion();

      assertThat(conversion.contact()).isNull();
      assertThat(account(conversion).content().name()).isEqualTo("Engines");
    }

    @Test
    void gives_what_it_makes_to_the_owner_of_the_lead_or_to_whom_is_named() {
      Lead lead = qualified(LeadDrafts.ada());
      trial.leads(ada).assign(lead.id(), Actors.userId("Olga")).orElseThrow();
      Lead other = qualified(LeadDraft.named("Grace", "Hopper"));

      assertThat(contact(convert(Convert.of(lead.id())).conversion()).owner())
          .isEqualTo(Actors.userId("Olga"));
      assertThat(
              contact(convert(Convert.of(other.id()).ownedBy(Actors.userId("Paul"))).conversion())
                  .owner())
          .isEqualTo(Actors.userId("Paul"));
    }

    @Test
    void needs_the_version_that_was_looked_at_where_one_is_named() {
      Lead lead = qualified(LeadDrafts.ada());

      assertThat(trial.as(ada).expecting(1).conversions().convert(Convert.of(lead.id())))
          .isEqualTo(Outcome.refused(new StaleVersion("lead", lead.id().toString(), 1, 2)));
      assertThat(trial.storage.people().versions(null, 9)).isEmpty();
    }

    @Test
    void is_told_in_the_history_of_the_lead_and_of_what_it_became() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion conversion = convert(Convert.of(lead.id())).conversion();

      assertThat(actions(lead.subject())).first().isEqualTo("lead.convert");
      assertThat(actions(account(conversion).subject())).containsExactly("account.create");
      assertThat(actions(conversion.subject())).containsExactly("conversion.complete");
    }
  }

  @Nested
  class What_hangs_on_the_lead {

    @Test
    void is_to_be_done_about_what_it_became() {
      Lead lead = qualified(LeadDrafts.ada());
      Task call = task(lead.subject());
      Conversion conversion = convert(Convert.of(lead.id()).opening(DEAL)).conversion();

      assertThat(conversion.tasks()).containsExactly(call.id().value());
      assertThat(related(call)).isEqualTo(opportunity(conversion).subject());
    }

    @Test
    void is_about_the_contact_where_nothing_is_sold_yet() {
      Lead lead = qualified(LeadDrafts.ada());
      Task call = task(lead.subject());

      assertThat(related(call)).isEqualTo(lead.subject());
      Conversion conversion = convert(Convert.of(lead.id())).conversion();
      assertThat(related(call)).isEqualTo(contact(conversion).subject());
    }
  }

  @Nested
  class The_contact {

    @Test
    void may_be_contacted_as_was_agreed_as_a_lead_and_no_longer_once_that_is_withdrawn() {
      Lead lead = qualified(LeadDrafts.ada());
      Consents consents = trial.as(ada).consents();
      consents
          .record(
              lead.id(), ConsentDraft.granted(Channel.EMAIL, Purpose.MARKETING, "Form", "Ticked"))
          .orElseThrow();
      ContactId contact = contact(convert(Convert.of(lead.id())).conversion()).id();

      assertThat(mailing(contact)).isTrue();
      trial.clock.advance(Duration.ofHours(1));
      consents
          .record(lead.id(), ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call"))
          .orElseThrow();
      assertThat(mailing(contact)).isFalse();
    }

    @Test
    void of_whom_nothing_was_said_may_not_be_contacted() {
      assertThat(mailing(contact("Grace", "Hopper", "grace@navy.example").id())).isFalse();
    }

    @Test
    void is_asked_about_by_those_only_who_may_see_consents() {
      Contact grace = contact("Grace", "Hopper", "grace@navy.example");
      Actor olga = seller("Olga", Feature.CONTACT);
      Contact own =
          trial
              .as(olga)
              .people()
              .create(new People.Create(ContactDraft.named("Own", "Contact")))
              .orElseThrow();

      assertThat(trial.as(olga).conversions().mayContact(grace.id()))
          .isEqualTo(Outcome.refused(NotFound.of("contact", grace.id().value())));
      assertThat(refused(trial.as(olga).conversions().mayContact(own.id())))
          .isInstanceOf(Forbidden.class);
    }

    private boolean mailing(ContactId contact) {
      return trial.as(ada).conversions().mayContact(contact).orElseThrow().stream()
          .filter(
              answer -> answer.channel() == Channel.EMAIL && answer.purpose() == Purpose.MARKETING)
          .allMatch(answer -> answer.decision().allowed());
    }
  }

  @Nested
  class The_first_role {

    @Test
    void of_the_contact_follows_from_the_title_and_makes_them_the_primary_one() {
      Lead lead = qualified(LeadDrafts.ada().with(LeadField.TITLE, "Chief Financial Officer"));

      Conversion conversion = convert(Convert.of(lead.id()).opening(DEAL)).conversion();

      Relationship role = onlyRole(conversion);
      assertThat(role.contact()).isEqualTo(contact(conversion).id());
      assertThat(role.role()).isEqualTo("ECONOMIC_BUYER");
      assertThat(role.isPrimary()).isTrue();
      assertThat(role.source()).isEqualTo(RoleSource.INFERRED);
    }

    @Test
    void is_the_one_that_is_named_whatever_the_title() {
      Lead lead = qualified(LeadDrafts.ada().with(LeadField.TITLE, "Chief Financial Officer"));
      Deal champion = new Deal(null, null, "CHAMPION", Map.of());

      Relationship role = onlyRole(convert(Convert.of(lead.id()).opening(champion)).conversion());

      assertThat(role.role()).isEqualTo("CHAMPION");
      assertThat(role.source()).isEqualTo(RoleSource.MANUAL);
    }

    @Test
    void is_none_where_nothing_suggests_one() {
      Lead lead = qualified(LeadDrafts.ada().with(LeadField.TITLE, null));

      assertThat(roles(convert(Convert.of(lead.id()).opening(DEAL)).conversion())).isEmpty();
    }

    @Test
    void is_refused_where_there_is_no_such_role_or_nobody_to_have_it() {
      Lead lead = qualified(LeadDrafts.ada());
      Convert unknown = Convert.of(lead.id()).opening(new Deal(null, null, "KING", Map.of()));
      Convert nobody =
          Convert.of(lead.id())
              .contact(Choice.NONE)
              .opening(new Deal(null, null, "CHAMPION", Map.of()));

      assertThat(codes(trial.as(ada).conversions().preview(unknown)))
          .containsExactly("/opportunity/contactRole unknown-contact-role");
      assertThat(codes(trial.as(ada).conversions().preview(nobody)))
          .containsExactly("/opportunity/contactRole required-missing");
    }

    @Test
    void is_not_guessed_for_who_may_not_edit_the_opportunity() {
      Actor olga = opener();
      Lead lead =
          qualified(olga, LeadDrafts.ada().with(LeadField.TITLE, "Chief Financial Officer"));
      Convert command = Convert.of(lead.id()).opening(DEAL);
      Convert named = Convert.of(lead.id()).opening(new Deal(null, null, "CHAMPION", Map.of()));

      assertThat(refused(trial.as(olga).conversions().convert(named)).code())
          .isEqualTo("forbidden");
      assertThat(roles(trial.as(olga).conversions().convert(command).orElseThrow().conversion()))
          .isEmpty();
    }

    /** Opens opportunities, and may not change them. */
    private static Actor opener() {
      Map<Permission, Scope> scopes =
          new LinkedHashMap<>(
              seller("Olga", Feature.LEAD, Feature.ACCOUNT, Feature.CONTACT).grants().scopes());
      scopes.put(new Permission(Feature.OPPORTUNITY, Action.CREATE), Scope.ALL);
      scopes.put(new Permission(Feature.OPPORTUNITY, Action.VIEW), Scope.OWN);
      return Actors.named("Olga", new Grants(scopes, Set.of()));
    }

    private List<Relationship> roles(Conversion conversion) {
      return trial
          .storage
          .relationships()
          .ofTarget(
              new dev.kith.crm.domain.relationship.Target(
                  TargetKind.OPPORTUNITY, opportunity(conversion).id().value()));
    }

    private Relationship onlyRole(Conversion conversion) {
      assertThat(roles(conversion)).hasSize(1);
      return roles(conversion).getFirst();
    }
  }

  @Nested
  class A_record_that_is_there {

    @Test
    void is_linked_where_it_is_named() {
      Account account = account("Elsewhere");
      Contact contact = contact("Somebody", "Else", "some@else.example");
      Lead lead = qualified(LeadDrafts.ada());

      Conversion conversion =
          convert(
                  Convert.of(lead.id())
                      .account(Choice.link(account.id().value()))
                      .contact(Choice.link(contact.id().value()))
                      .opening(DEAL))
              .conversion();

      assertThat(conversion.account()).isEqualTo(new Part(account.id().value(), Part.How.LINKED));
      assertThat(conversion.contact()).isEqualTo(new Part(contact.id().value(), Part.How.LINKED));
      assertThat(opportunity(conversion).content().account()).isEqualTo(account.id());
      assertThat(contact(conversion)).isEqualTo(contact);
    }

    @Test
    void is_matched_where_it_has_the_domain_or_the_primary_address() {
      Account account =
          trial
              .as(ada)
              .accounts()
              .create(new Accounts.Create(AccountDraft.named("Engines").domains("engines.example")))
              .orElseThrow();
      Contact contact = contact("A.", "Byron", "ADA@engines.example");
      Lead lead = qualified(LeadDrafts.ada());

      Conversion conversion = convert(Convert.of(lead.id())).conversion();

      assertThat(conversion.account()).isEqualTo(new Part(account.id().value(), Part.How.MATCHED));
      assertThat(conversion.contact()).isEqualTo(new Part(contact.id().value(), Part.How.MATCHED));
    }

    @Test
    void tells_where_the_matched_contact_works() {
      Account account = account("Babbage & Co");
      trial
          .as(ada)
          .people()
          .create(
              new People.Create(
                  ContactDraft.named("Ada", "Lovelace")
                      .emails("ada@engines.example")
                      .at(account.id())))
          .orElseThrow();
      Lead lead = qualified(LeadDrafts.ada());

      assertThat(convert(Convert.of(lead.id())).conversion().account())
          .isEqualTo(new Part(account.id().value(), Part.How.MATCHED));
    }

    @Test
    void that_may_be_meant_is_asked_about_with_a_token_that_stands_for_these_candidates() {
      Account alike = account("Analytical Engines Limited");
      Lead lead = qualified(LeadDrafts.ada());
      Convert command = Convert.of(lead.id());

      DuplicateCandidates asked =
          (DuplicateCandidates) refused(trial.as(ada).conversions().convert(command));
      assertThat(asked.candidates())
          .extracting(Candidate::target, Candidate::id, Candidate::name, Candidate::reasons)
          .containsExactly(
              tuple(
                  Target.ACCOUNT,
                  alike.id().value(),
                  "Analytical Engines Limited",
                  List.of("name")));
      assertThat(asked.candidates().getFirst().score()).isBetween(85, 99);
      assertThat(refused(trial.as(ada).conversions().convert(command.resolving("guessed"))))
          .isEqualTo(asked);

      account("Analytical Engines GmbH");
      assertThat(
              refused(trial.as(ada).conversions().convert(command.resolving(asked.resolution())))
                  .code())
          .isEqualTo("duplicate-candidates");
      DuplicateCandidates again =
          (DuplicateCandidates) refused(trial.as(ada).conversions().convert(command));
      Conversion conversion = convert(command.resolving(again.resolution())).conversion();
      assertThat(Objects.requireNonNull(conversion.account()).how()).isEqualTo(Part.How.CREATED);
    }

    @Test
    void that_looks_like_the_same_person_is_asked_about_too() {
      Contact alike =
          trial
              .as(ada)
              .people()
              .create(
                  new People.Create(
                      ContactDraft.named("Ada", "Lovelace").phones("+44 20 7946 0018")))
              .orElseThrow();
      Lead lead = qualified(LeadDrafts.ada());

      DuplicateCandidates asked =
          (DuplicateCandidates) refused(trial.as(ada).conversions().convert(Convert.of(lead.id())));

      assertThat(asked.candidates())
          .extracting(Candidate::target, Candidate::id)
          .containsExactly(tuple(Target.CONTACT, alike.id().value()));
    }

    @Test
    void that_the_actor_does_not_see_is_neither_linked_nor_named() {
      Account account = account("Analytical Engines Ltd");
      Actor olga = seller("Olga", Feature.LEAD, Feature.ACCOUNT, Feature.CONTACT);
      Lead lead = qualified(olga, LeadDrafts.ada());

      assertThat(
              refused(
                      trial
                          .as(olga)
                          .conversions()
                          .convert(
                              Convert.of(lead.id()).account(Choice.link(account.id().value()))))
                  .violations())
          .extracting(v -> v.pointer() + " " + v.code())
          .containsExactly("/account/id not-found");
      assertThat(
              trial
                  .as(olga)
                  .conversions()
                  .preview(Convert.of(lead.id()))
                  .orElseThrow()
                  .candidates())
          .isEmpty();
    }
  }

  @Nested
  class A_preview {

    @Test
    void says_what_would_be_done_and_does_nothing() {
      Lead lead = qualified(LeadDrafts.ada());
      task(lead.subject());
      long entries = trial.storage.audit().history(lead.subject(), null, 99).size();

      Preview preview =
          trial.as(ada).conversions().preview(Convert.of(lead.id()).opening(DEAL)).orElseThrow();

      assertThat(preview.problems()).isEmpty();
      assertThat(preview.parts())
          .extracting(Planned::target, Planned::how, Planned::id, Planned::name)
          .containsExactly(
              tuple(Target.ACCOUNT, Part.How.CREATED, null, "Analytical Engines Ltd"),
              tuple(Target.CONTACT, Part.How.CREATED, null, "Ada Lovelace"),
              tuple(Target.OPPORTUNITY, Part.How.CREATED, null, "Analytical Engines Ltd"));
      assertThat(preview.tasks()).isEqualTo(1);
      assertThat(preview.mapping()).isEqualTo(1);
      assertThat(preview.already()).isNull();
      assertThat(status(lead).name()).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(trial.storage.people().versions(null, 9)).isEmpty();
      assertThat(trial.storage.accounts().versions(null, 9)).isEmpty();
      assertThat(trial.storage.audit().history(lead.subject(), null, 99)).hasSize((int) entries);
      assertThat(conversions(Which.ALL)).isEmpty();
    }

    @Test
    void tells_nothing_of_what_is_hidden_from_whoever_asks_but_what_they_wrote() {
      Lead lead = qualified(LeadDrafts.ada());
      Convert convert = Convert.of(lead.id()).opening(DEAL);

      assertThat(planned(Actors.masked(ada, "lead.email", "lead.company"), convert))
          .containsExactly(
              tuple("(hidden)", Set.of()),
              tuple("Ada Lovelace", Set.of("givenName", "familyName", "phones")),
              tuple("(hidden)", Set.of("source")));
      assertThat(planned(Actors.masked(ada, "contact.familyName"), convert))
          .contains(tuple("(hidden)", Set.of("givenName", "emails", "phones")));
      assertThat(
              planned(
                  Actors.masked(ada, "lead.company", "account.name"),
                  Convert.of(lead.id()).account(Choice.CREATE.with("name", "Engines"))))
          .contains(tuple("Engines", Set.of("name", "domains")));
    }

    private List<Tuple> planned(Actor actor, Convert convert) {
      return trial.as(actor).conversions().preview(convert).orElseThrow().parts().stream()
          .map(part -> tuple(part.name(), part.fields().keySet()))
          .toList();
    }

    @Test
    void finds_what_only_doing_it_would_show() {
      trial
          .as(ada)
          .accounts()
          .create(new Accounts.Create(AccountDraft.named("Hidden").domains("engines.example")))
          .orElseThrow();
      Actor olga = seller("Olga", Feature.LEAD, Feature.ACCOUNT, Feature.CONTACT);
      Lead lead = qualified(olga, LeadDrafts.ada());

      assertThat(codes(trial.as(olga).conversions().preview(Convert.of(lead.id()))))
          .containsExactly(" account-domain-taken");
    }

    @Test
    void of_a_converted_lead_tells_what_it_became() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion first = convert(Convert.of(lead.id())).conversion();

      assertThat(trial.as(ada).conversions().preview(Convert.of(lead.id())).orElseThrow().already())
          .isEqualTo(first);
    }
  }

  @Nested
  class A_lead_that_cannot_be_converted {

    @Test
    void is_refused_with_everything_that_is_in_the_way_at_once() {
      trial
          .as(ada)
          .conversionMapping()
          .set(new ConversionTerms(ConversionMapping.USUAL.terms().lines(), ConsentPolicy.EMAIL))
          .orElseThrow();
      account("Engines");
      Lead lead =
          trial.leads(ada).capture(new Capture(LeadDraft.EMPTY.company("Engines"))).orElseThrow();
      Convert command =
          Convert.of(lead.id())
              .contact(Choice.CREATE)
              .opening(Deal.of(Map.of("amount", "much", "colour", "red")));

      assertThat(refused(trial.as(ada).conversions().convert(command)).violations())
          .extracting(violation -> violation.pointer() + " " + violation.code())
          .containsExactlyInAnyOrder(
              " qualification-gate",
              " consent-missing",
              "/contact/fields/familyName required-missing",
              "/opportunity/fields/currency required-missing",
              "/opportunity/fields/amount amount-syntax",
              "/opportunity/fields/colour unknown-field",
              "/account duplicate-candidates");
      assertThat(codes(trial.as(ada).conversions().preview(command)))
          .containsExactlyInAnyOrderElementsOf(
              refused(trial.as(ada).conversions().convert(command)).violations().stream()
                  .map(violation -> violation.pointer() + " " + violation.code())
                  .toList());
    }

    @Test
    void is_told_so_where_neither_an_account_nor_a_contact_is_wanted() {
      Lead lead = qualified(LeadDrafts.ada());

      assertThat(
              codes(
                  trial
                      .as(ada)
                      .conversions()
                      .preview(Convert.of(lead.id()).account(Choice.NONE).contact(Choice.NONE))))
          .containsExactly(" required-missing");
      assertThat(
              codes(
                  trial
                      .as(ada)
                      .conversions()
                      .preview(
                          Convert.of(lead.id()).account(new Choice(Way.LINK, null, Map.of())))))
          .containsExactly("/account/id required-missing");
    }

    @Test
    void stays_a_lead_where_one_of_the_records_cannot_be_made() {
      Lead lead = qualified(LeadDrafts.ada());

      assertThat(
              refused(
                      trial
                          .as(ada)
                          .conversions()
                          .convert(
                              Convert.of(lead.id())
                                  .opening(new Deal(null, "no-stage", null, Map.of()))))
                  .code())
          .isEqualTo("unknown-stage");
      assertThat(status(lead).name()).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(trial.storage.accounts().versions(null, 9)).isEmpty();
    }
  }

  @Nested
  class An_actor {

    @Test
    void who_may_not_create_accounts_links_them() {
      Actor olga = seller("Olga", Feature.LEAD, Feature.CONTACT);
      Lead lead = qualified(olga, LeadDrafts.ada());
      Convert command = Convert.of(lead.id());

      assertThat(refused(trial.as(olga).conversions().convert(command)))
          .isInstanceOf(Forbidden.class)
          .extracting(Refusal::facts)
          .isEqualTo(Map.of("permission", "account:create"));
      assertThat(codes(trial.as(olga).conversions().preview(command)))
          .containsExactly("/account forbidden");
      assertThat(
              trial
                  .as(olga)
                  .conversions()
                  .convert(command.account(Choice.NONE))
                  .orElseThrow()
                  .conversion()
                  .account())
          .isNull();
    }

    @Test
    void converts_and_sees_but_what_is_within_reach() {
      Lead lead = qualified(LeadDrafts.ada());
      Actor olga = seller("Olga", Feature.LEAD, Feature.ACCOUNT, Feature.CONTACT);

      assertThat(trial.as(olga).conversions().convert(Convert.of(lead.id())))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.id().value())));
      Conversion conversion = convert(Convert.of(lead.id())).conversion();
      assertThat(trial.as(olga).conversions().get(conversion.id()))
          .isEqualTo(Outcome.refused(NotFound.of("conversion", conversion.id().value())));
      assertThat(trial.as(olga).conversions().list(Which.ALL, null, 9))
          .isEqualTo(Outcome.done(List.of()));
      assertThat(trial.as(Actors.viewer()).conversions().undo(conversion.id()))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class Undoing {

    @Test
    void gives_the_lead_back_bins_what_was_created_and_takes_tasks_back() {
      Lead lead = qualified(LeadDrafts.ada());
      Task call = task(lead.subject());
      Conversion conversion = convert(Convert.of(lead.id()).opening(DEAL)).conversion();

      Conversion undone = trial.as(ada).conversions().undo(conversion.id()).orElseThrow();

      assertThat(undone.isUndone()).isTrue();
      assertThat(status(lead)).isEqualTo(lead.status());
      assertThat(account(conversion).revision().isDeleted()).isTrue();
      assertThat(contact(conversion).revision().isDeleted()).isTrue();
      assertThat(opportunity(conversion).revision().isDeleted()).isTrue();
      assertThat(related(call)).isEqualTo(lead.subject());
      assertThat(trial.as(ada).conversions().undo(conversion.id()))
          .isEqualTo(Outcome.refused(new ConversionRefusal.AlreadyUndone(conversion.id().value())));
    }

    @Test
    void lets_what_was_there_before_stay_and_the_lead_be_converted_again() {
      Account account = account("Elsewhere");
      Lead lead = qualified(LeadDrafts.ada());
      Convert command = Convert.of(lead.id()).account(Choice.link(account.id().value()));
      Conversion first = convert(command).conversion();

      trial.as(ada).conversions().undo(first.id()).orElseThrow();
      Converted second = convert(command);

      assertThat(account(first)).isEqualTo(account);
      assertThat(second.already()).isFalse();
      assertThat(conversions(Which.of(lead.id())))
          .extracting(Conversion::id)
          .containsExactly(second.conversion().id(), first.id());
    }

    @Test
    void is_refused_while_anything_newer_hangs_on_what_was_created() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion conversion = convert(Convert.of(lead.id()).opening(DEAL)).conversion();
      AccountId account = account(conversion).id();
      Workspace crm = trial.as(ada);
      Contact colleague =
          crm.people()
              .create(new People.Create(ContactDraft.named("Charles", "Babbage").at(account)))
              .orElseThrow();
      Opportunity second =
          crm.opportunities()
              .create(new Opportunities.Create(OpportunityDraft.named("More").account(account)))
              .orElseThrow();
      Account daughter =
          crm.accounts()
              .create(new Accounts.Create(AccountDraft.named("Daughter").parent(account)))
              .orElseThrow();
      Task later = task(contact(conversion).subject());
      crm.opportunities()
          .lose(opportunity(conversion).id(), new LossDraft("Price", null), null)
          .orElseThrow();

      assertThat(((UndoBlocked) refused(crm.conversions().undo(conversion.id()))).blockers())
          .containsExactlyInAnyOrder(
              new Blocker(Blocker.Code.OTHER_CONTACT, "contact", colleague.id().value()),
              new Blocker(Blocker.Code.OTHER_OPPORTUNITY, "opportunity", second.id().value()),
              new Blocker(Blocker.Code.OTHER_ACCOUNT, "account", daughter.id().value()),
              new Blocker(Blocker.Code.TASK, "task", later.id().value()),
              new Blocker(
                  Blocker.Code.DECIDED, "opportunity", opportunity(conversion).id().value()));
      assertThat(status(lead).name()).isEqualTo(LeadStatus.Name.CONVERTED);
    }

    @Test
    void is_refused_while_another_lead_became_the_same() {
      Lead first = qualified(LeadDrafts.ada());
      Lead second = qualified(LeadDraft.named("Charles", "B").email("charles@engines.example"));
      Conversion conversion = convert(Convert.of(first.id())).conversion();
      Conversion other =
          convert(Convert.of(second.id()).account(Choice.MATCH).opening(DEAL)).conversion();

      assertThat(other.account())
          .isEqualTo(new Part(account(conversion).id().value(), Part.How.MATCHED));
      assertThat(
              ((UndoBlocked) refused(trial.as(ada).conversions().undo(conversion.id()))).blockers())
          .extracting(Blocker::code)
          .containsExactlyInAnyOrder(
              Blocker.Code.OTHER_CONVERSION,
              Blocker.Code.OTHER_CONTACT,
              Blocker.Code.OTHER_OPPORTUNITY);
      trial.as(ada).conversions().undo(other.id()).orElseThrow();
      assertThat(trial.as(ada).conversions().undo(conversion.id()))
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Nested
  class Undoing_what_was_merged_since {

    @Test
    void is_refused_until_that_is_undone() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion conversion = convert(Convert.of(lead.id()).opening(DEAL)).conversion();
      UUID account = account("Engines Holding").id().value();
      UUID contact = contact("Ada", "L", "al@engines.example").id().value();
      Merge first = merge(MergeKind.ACCOUNT, account, id(conversion.account()));
      Merge second = merge(MergeKind.CONTACT, contact, id(conversion.contact()));

      assertThat(
              ((UndoBlocked) refused(trial.as(ada).conversions().undo(conversion.id()))).blockers())
          .containsExactly(
              new Blocker(Blocker.Code.MERGED, "account", account),
              new Blocker(Blocker.Code.MERGED, "contact", contact));
      assertThat(status(lead).name()).isEqualTo(LeadStatus.Name.CONVERTED);

      trial.as(ada).merges().undo(first.id()).orElseThrow();
      trial.as(ada).merges().undo(second.id()).orElseThrow();
      trial.as(ada).conversions().undo(conversion.id()).orElseThrow();
      assertThat(account(conversion).revision().isDeleted()).isTrue();
      assertThat(contact(conversion).revision().isDeleted()).isTrue();
    }

    @Test
    void is_refused_as_well_while_another_record_is_part_of_what_was_created() {
      Conversion conversion = convert(Convert.of(qualified(LeadDrafts.ada()).id())).conversion();
      UUID account = account("Engines Holding").id().value();
      UUID contact = contact("Ada", "L", "al@engines.example").id().value();
      merge(MergeKind.ACCOUNT, id(conversion.account()), account);
      merge(MergeKind.CONTACT, id(conversion.contact()), contact);

      assertThat(
              ((UndoBlocked) refused(trial.as(ada).conversions().undo(conversion.id()))).blockers())
          .containsExactly(
              new Blocker(Blocker.Code.MERGED, "account", account),
              new Blocker(Blocker.Code.MERGED, "contact", contact));
    }

    @Test
    void takes_tasks_back_from_what_the_linked_record_became_part_of() {
      Contact linked = contact("Ada", "L", "al@elsewhere.example");
      UUID winner = contact("Ada", "Byron", "ab@elsewhere.example").id().value();
      Lead lead = qualified(LeadDrafts.ada());
      Task call = task(lead.subject());
      Conversion conversion =
          convert(
                  Convert.of(lead.id())
                      .account(Choice.NONE)
                      .contact(Choice.link(linked.id().value())))
              .conversion();
      merge(MergeKind.CONTACT, winner, linked.id().value());
      assertThat(related(call)).isEqualTo(Contact.subjectOf(new ContactId(winner)));

      trial.as(ada).conversions().undo(conversion.id()).orElseThrow();

      assertThat(related(call)).isEqualTo(lead.subject());
    }

    private Merge merge(MergeKind kind, UUID winner, UUID loser) {
      return trial
          .as(ada)
          .merges()
          .merge(new Merges.Command(kind, winner, List.of(loser), Map.of(), Map.of()))
          .orElseThrow();
    }
  }

  @Nested
  class The_mapping {

    @Test
    void is_kept_in_versions_and_the_conversion_knows_its_own() {
      Lead lead = qualified(LeadDrafts.ada());
      Conversion first = convert(Convert.of(lead.id())).conversion();
      ConversionTerms terms =
          new ConversionTerms(
              List.of(new MappingLine("displayName", "contact.familyName")), ConsentPolicy.NONE);
      ConversionMapping second = trial.as(ada).conversionMapping().set(terms).orElseThrow();
      Lead grace = qualified(LeadDraft.named("Grace", "Hopper"));

      Conversion later = convert(Convert.of(grace.id())).conversion();

      assertThat(first.mapping()).isEqualTo(1);
      assertThat(later.mapping()).isEqualTo(2);
      assertThat(contact(later).content().name().full()).isEqualTo("Grace Hopper");
      assertThat(contact(later).content().name().given()).isNull();
      assertThat(trial.as(ada).conversionMapping().version(1))
          .isEqualTo(Outcome.done(ConversionMapping.USUAL));
      assertThat(trial.as(ada).conversionMapping().version(2)).isEqualTo(Outcome.done(second));
      assertThat(trial.as(ada).conversionMapping().get()).isEqualTo(Outcome.done(second));
      assertThat(trial.as(ada).conversionMapping().version(3))
          .isEqualTo(Outcome.refused(new NotFound("conversion-mapping", "3")));
    }

    @Test
    void is_changed_by_administrators_only() {
      ConversionTerms terms = new ConversionTerms(List.of(), ConsentPolicy.ANY);

      assertThat(trial.as(Actors.viewer()).conversionMapping().set(terms))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(trial.as(Actors.viewer()).conversionMapping().get())
          .isEqualTo(Outcome.done(ConversionMapping.USUAL));
    }
  }

  private Lead qualified(LeadDraft draft) {
    return qualified(ada, draft);
  }

  private Lead qualified(Actor actor, LeadDraft draft) {
    Lead lead = trial.leads(actor).capture(new Capture(draft)).orElseThrow();
    return trial.leads(actor).qualify(lead.id()).orElseThrow();
  }

  private Converted convert(Convert command) {
    return trial.as(ada).conversions().convert(command).orElseThrow();
  }

  private List<Conversion> conversions(Which which) {
    return trial.as(ada).conversions().list(which, null, 99).orElseThrow();
  }

  private static Refusal refused(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal();
  }

  private static List<String> codes(Outcome<Preview> preview) {
    return preview.orElseThrow().problems().stream()
        .map(violation -> violation.pointer() + " " + violation.code())
        .toList();
  }

  private LeadStatus status(Lead lead) {
    return trial.storage.leads().find(lead.id()).orElseThrow().status();
  }

  private List<String> actions(Subject subject) {
    return trial.storage.audit().history(subject, null, 99).stream()
        .map(entry -> entry.action())
        .toList();
  }

  private Account account(String name) {
    return trial
        .as(ada)
        .accounts()
        .create(new Accounts.Create(AccountDraft.named(name)))
        .orElseThrow();
  }

  private Contact contact(String given, String family, String email) {
    return trial
        .as(ada)
        .people()
        .create(new People.Create(ContactDraft.named(given, family).emails(email)))
        .orElseThrow();
  }

  private Account account(Conversion conversion) {
    return trial.storage.accounts().find(new AccountId(id(conversion.account()))).orElseThrow();
  }

  private Contact contact(Conversion conversion) {
    return trial.storage.people().find(new ContactId(id(conversion.contact()))).orElseThrow();
  }

  private Opportunity opportunity(Conversion conversion) {
    return trial
        .storage
        .opportunities()
        .find(new OpportunityId(id(conversion.opportunity())))
        .orElseThrow();
  }

  private static UUID id(@Nullable Part part) {
    return Objects.requireNonNull(part).id();
  }

  private Task task(Subject about) {
    return trial
        .as(ada)
        .tasks()
        .create(new Tasks.Create(TaskDraft.of("Call").about(about), null))
        .orElseThrow();
  }

  private @Nullable Subject related(Task task) {
    return trial.as(ada).taskQueries().get(task.id()).orElseThrow().content().related();
  }

  private static Actor seller(String name, Feature... features) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Feature feature : features) {
      for (Action action : Action.values()) {
        scopes.put(new Permission(feature, action), Scope.OWN);
      }
    }
    return Actors.named(name, new Grants(scopes, Set.of()));
  }
}
