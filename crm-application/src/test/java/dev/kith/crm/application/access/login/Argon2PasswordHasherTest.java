package dev.kith.crm.application.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {

  private final PasswordHasher hasher = PasswordHasher.argon2id(Secrets.secure());

  @Test
  void a_hash_is_argon2id_with_the_parameters_of_owasp_and_a_salt_of_its_own() {
    String hash = hasher.hash("correct horse battery");

    assertThat(hash)
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(hasher.hash("correct horse battery")).isNotEqualTo(hash);
  }

  @Test
  void only_the_right_password_matches() {
    String hash = hasher.hash("prêt-à-porter 🦊");

    assertThat(hasher.matches("prêt-à-porter 🦊", hash)).isTrue();
    assertThat(hasher.matches("pret-a-porter 🦊", hash)).isFalse();
    assertThat(hasher.matches("", hash)).isFalse();
  }

  @Test
  void a_hash_with_other_parameters_is_outdated_but_still_checked() {
    String mine = hasher.hash("correct horse battery");
    String weaker =
        Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
            .hash("correct horse battery")
            .getResult();

    assertThat(hasher.isOutdated(mine)).isFalse();
    assertThat(hasher.isOutdated(weaker)).isTrue();
    assertThat(hasher.matches("correct horse battery", weaker)).isTrue();
  }
}
