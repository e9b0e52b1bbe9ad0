package dev.kith.crm.domain.product;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;

/** What only products refuse. */
public sealed interface ProductRefusal extends Refusal {

  /** Another product is known by this key. */
  record SkuTaken(String sku, UUID holder) implements ProductRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "product-sku-taken";
    }

    @Override
    public String detail() {
      return "Another product already has the key " + sku + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("holder", holder.toString());
    }
  }

  /** Another product has this id of the same other system. */
  record ExternalIdTaken(String externalId, UUID holder) implements ProductRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "product-external-id-taken";
    }

    @Override
    public String detail() {
      return "Another product already has the external id " + externalId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("holder", holder.toString());
    }
  }
}
