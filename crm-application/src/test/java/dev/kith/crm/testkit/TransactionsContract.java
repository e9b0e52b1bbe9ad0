package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Transactions} promises. */
public interface TransactionsContract extends StorageContract {

  @Test
  default void a_done_run_is_kept() {
    Lead lead = Leads.aNewLead();

    assertThat(run(() -> add(lead))).isEqualTo(Outcome.done(lead));
    assertThat(kept()).containsExactly(lead);
  }

  @Test
  default void a_refused_run_is_undone() {
    assertThat(run(() -> addThenRefuse(Leads.aNewLead()))).isEqualTo(no());
    assertThat(kept()).isEmpty();
  }

  @Test
  default void a_run_that_throws_is_undone_and_the_exception_goes_on() {
    IllegalStateException bug = new IllegalStateException("bug");

    assertThatThrownBy(() -> run(() -> addThenThrow(Leads.aNewLead(), bug))).isSameAs(bug);
    assertThat(kept()).isEmpty();
  }

  @Test
  default void a_refused_run_inside_undoes_only_its_own_part() {
    Lead before = company("before");
    Lead after = company("after");

    Outcome<Lead> outcome =
        run(() ->
            add(before)
                .then(l -> {
                  run(() -> addThenRefuse(company("inside")));
                  return add(after);
                }));

    assertThat(outcome).isEqualTo(Outcome.done(after));
    assertThat(kept()).containsExactlyInAnyOrder(before, after);
  }

  @Test
  default void an_exception_inside_that_is_caught_undoes_only_its_own_part() {
    Lead before = company("before");
    Lead after = company("after");

    run(() -> {
      add(before);
      assertThatThrownBy(
              () -> run(() -> addThenThrow(company("inside"), new IllegalStateException("bug"))))
          .hasMessage("bug");
      return add(after);
    });

    assertThat(kept()).containsExactlyInAnyOrder(before, after);
  }

  @Test
  default void a_done_run_inside_is_undone_with_the_outer_one() {
    run(() -> run(() -> add(company("inside"))).then(l -> addThenRefuse(company("outside"))));

    assertThat(kept()).isEmpty();
  }

  @Test
  default void runs_nest_to_any_depth() {
    Lead first = company("first");
    Lead second = company("second");
    Lead fourth = company("fourth");

    run(() -> {
      add(first);
      run(() -> {
        add(second);
        run(() -> run(() -> add(company("third"))).then(l -> no()));
        return run(() -> add(fourth));
      });
      return run(() -> addThenRefuse(company("fifth"))) instanceof Outcome.Refused<Lead>
          ? Outcome.done(first)
          : no();
    });

    assertThat(kept()).containsExactlyInAnyOrder(first, second, fourth);
  }

  @Test
  default void an_update_is_undone_to_the_state_before() {
    Lead lead = Leads.aNewLead();
    keep(lead);

    run(() ->
        storage()
            .leads()
            .update(lead.startWork(lead.revision().createdAt()).orElseThrow().next())
            .then(l -> no()));

    assertThat(kept()).containsExactly(lead);
  }

  @Test
  default void what_is_to_happen_after_the_commit_happens_in_order_and_sees_it() {
    List<String> happened = new ArrayList<>();
    Lead lead = Leads.aNewLead();

    run(() -> {
      afterCommit(() -> happened.add("first"));
      run(() -> {
        afterCommit(() -> happened.add("inside"));
        return add(lead);
      });
      afterCommit(() -> happened.add("sees " + Beside.start(this::kept).result().size()));
      assertThat(happened).isEmpty();
      return Outcome.done(lead);
    });

    assertThat(happened).containsExactly("first", "inside", "sees 1");
  }

  @Test
  default void what_is_to_happen_after_the_commit_never_happens_if_its_run_is_undone() {
    List<String> happened = new ArrayList<>();

    run(() -> {
      afterCommit(() -> happened.add("outer"));
      run(() -> {
        afterCommit(() -> happened.add("inner"));
        return run(
                () -> {
                  afterCommit(() -> happened.add("innermost"));
                  return add(company("x"));
                })
            .then(l -> no());
      });
      return Outcome.done(1);
    });
    run(() -> {
      afterCommit(() -> happened.add("refused"));
      return no();
    });

    assertThat(happened).containsExactly("outer");
  }

  @Test
  default void outside_a_run_it_happens_at_once() {
    List<String> happened = new ArrayList<>();
    afterCommit(() -> happened.add("now"));
    assertThat(happened).containsExactly("now");
  }

  @Test
  default void a_concurrent_change_repeats_the_whole_work() {
    AtomicInteger attempts = new AtomicInteger();
    List<String> happened = new ArrayList<>();

    Outcome<Lead> outcome =
        run(() -> {
          Lead lead = company("attempt " + attempts.incrementAndGet());
          add(lead);
          afterCommit(() -> happened.add("after " + attempts));
          return run(() ->
              attempts.get() < Transactions.ATTEMPTS ? concurrentChange() : Outcome.done(lead));
        });

    assertThat(kept()).containsExactly(outcome.orElseThrow());
    assertThat(happened).containsExactly("after " + Transactions.ATTEMPTS);
  }

  @Test
  default void repetitions_come_to_an_end() {
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(() ->
            run(() ->
                add(company("attempt " + attempts.incrementAndGet()))
                    .then(l -> concurrentChange())))
        .isInstanceOf(ConcurrentChangeException.class);

    assertThat(attempts).hasValue(Transactions.ATTEMPTS);
    assertThat(kept()).isEmpty();
  }

  @Test
  default void nobody_sees_what_has_not_been_committed() {
    Lead lead = Leads.aNewLead();
    List<Beside<Optional<Lead>>> others = new ArrayList<>();

    run(() -> {
      add(lead);
      others.add(Beside.start(() -> storage().leads().find(lead.id())));
      others.getFirst().untilDoneOrWaiting();
      return no();
    });

    assertThat(others.getFirst().result()).isEmpty();
  }

  @Test
  default void of_two_changes_to_one_state_one_wins_and_the_other_is_stale() {
    Lead lead = Leads.aNewLead();
    keep(lead);
    Lead working = lead.startWork(lead.revision().createdAt()).orElseThrow().next();
    Lead nurtured = lead.nurture(lead.revision().createdAt()).orElseThrow().next();

    List<Beside<Outcome<Lead>>> both =
        Stream.of(working, nurtured)
            .map(next -> Beside.start(() -> run(() -> storage().leads().update(next))))
            .toList();
    List<Outcome<Lead>> outcomes = both.stream().map(Beside::result).toList();

    Lead winner = storage().leads().find(lead.id()).orElseThrow();
    assertThat(winner).isIn(working, nurtured);
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            Outcome.done(winner),
            Outcome.refused(new StaleVersion("lead", lead.id().toString(), 1, 2)));
  }

  private <T> Outcome<T> run(Supplier<Outcome<T>> work) {
    return storage().transactions().run(work);
  }

  private void afterCommit(Runnable action) {
    storage().transactions().afterCommit(action);
  }

  private Outcome<Lead> add(Lead lead) {
    return storage().leads().add(lead);
  }

  private Outcome<Lead> addThenRefuse(Lead lead) {
    return add(lead).then(l -> no());
  }

  private Outcome<Lead> addThenThrow(Lead lead, RuntimeException bug) {
    add(lead);
    throw bug;
  }

  private static <T> Outcome<T> concurrentChange() {
    throw new ConcurrentChangeException(
        "somebody got in between", new IllegalStateException("made up by the test"));
  }

  private static <T> Outcome<T> no() {
    return Outcome.refused(new NotFound("thing", "1"));
  }

  private static Lead company(String name) {
    return Leads.from(LeadDrafts.company(name));
  }

  private List<Lead> kept() {
    return LeadReadsContract.ids(storage()).stream()
        .map(id -> storage().leads().find(id).orElseThrow())
        .toList();
  }
}
