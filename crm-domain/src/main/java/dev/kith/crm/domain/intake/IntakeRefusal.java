package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;

/** What only imports refuse. */
public sealed interface IntakeRefusal extends Refusal {

  /** The file has more bytes than an import may have. */
  record FileTooLarge(long largest) implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-file-too-large";
    }

    @Override
    public String detail() {
      return "The file is larger than the " + largest + " bytes that an import may have.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("largestBytes", largest);
    }
  }

  /** There is nothing in the file. */
  record FileEmpty() implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-file-empty";
    }

    @Override
    public String detail() {
      return "The file is empty.";
    }
  }

  /** The file is neither text nor a workbook. */
  record FileKindUnknown() implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-file-kind-unknown";
    }

    @Override
    public String detail() {
      return "This is neither text (CSV, NDJSON, vCard) nor a workbook (XLSX).";
    }
  }

  /** The file cannot be unpacked. */
  record FileDamaged() implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-file-damaged";
    }

    @Override
    public String detail() {
      return "The file is damaged: it cannot be unpacked to its end.";
    }
  }

  /** The file unpacks to more than is read of one. */
  record UnpacksTooLarge() implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-unpacks-too-large";
    }

    @Override
    public String detail() {
      return "The file unpacks to far more than a table of its size holds.";
    }
  }

  /** The first row has more cells than a file may have columns. */
  record TooManyColumns(int most) implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-too-many-columns";
    }

    @Override
    public String detail() {
      return "The file has more than the " + most + " columns that an import may have.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("mostColumns", most);
    }
  }

  /** Nobody has said whether the first row holds the names of the columns or data already. */
  record HeaderUndecided() implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "import-header-undecided";
    }

    @Override
    public String detail() {
      return "Say first whether the first row of the file names the columns or is data already.";
    }
  }

  /** An import at work cannot be deleted; stop it first. */
  record StillRunning(UUID importId) implements IntakeRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "import-running";
    }

    @Override
    public String detail() {
      return "The import is at work; stop it before you delete it.";
    }
  }
}
