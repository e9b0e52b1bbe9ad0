package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.login.LoginAttempts;
import dev.kith.crm.application.access.login.LoginAttempts.Count;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link LoginAttempts} promises. */
public interface LoginAttemptsContract extends StorageContract {

  Instant AT = AccessFixtures.THEN;

  @Test
  default void nobody_has_failed_at_first() {
    assertThat(count("login una")).isEqualTo(new Count(0, AT));
  }

  @Test
  default void a_count_is_kept_under_its_key() {
    put("login una", new Count(3, AT.plusSeconds(1)));

    assertThat(count("login una")).isEqualTo(new Count(3, AT.plusSeconds(1)));
    assertThat(count("login otto")).isEqualTo(new Count(0, AT));
  }

  @Test
  default void old_counts_are_forgotten() {
    put("login una", new Count(3, AT.minusSeconds(1)));
    put("login otto", new Count(3, AT));

    storage()
        .transactions()
        .always(() -> {
          attempts().forgetBefore(AT);
          return true;
        });
    assertThat(count("login una")).isEqualTo(new Count(0, AT));
    assertThat(count("login otto")).isEqualTo(new Count(3, AT));
  }

  @Test
  default void attempts_at_the_same_instant_are_all_counted() {
    var others = IntStream.range(0, 8).mapToObj(i -> Beside.start(this::countOneMore)).toList();

    others.forEach(Beside::result);
    assertThat(count("login una")).isEqualTo(new Count(8, AT));
  }

  private boolean countOneMore() {
    return storage()
        .transactions()
        .always(() -> {
          Count count = attempts().lock("login una", AT);
          attempts().put("login una", new Count(count.failures() + 1, AT));
          return true;
        });
  }

  private void put(String key, Count count) {
    storage()
        .transactions()
        .always(() -> {
          attempts().lock(key, AT);
          attempts().put(key, count);
          return true;
        });
  }

  private Count count(String key) {
    return storage().transactions().always(() -> attempts().lock(key, AT));
  }

  private LoginAttempts attempts() {
    return storage().loginAttempts();
  }
}
