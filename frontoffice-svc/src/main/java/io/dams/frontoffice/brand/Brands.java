package io.dams.frontoffice.brand;

import io.dams.contracts.money.AssetCode;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The brands whose points can be bound. */
@Component
public class Brands {

  private final BrandMapper mapper;
  private final Clock clock;

  Brands(BrandMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Makes a brand and its point known, or changes them. */
  @Transactional
  public void put(Brand brand) {
    mapper.putBrand(brand, clock.instant());
    mapper.putPoint(brand, clock.instant());
  }

  /** The brands that users see, by the priority of their points. */
  public List<Brand> displayed() {
    return mapper.displayed();
  }

  /** The brand of a point, displayed or not; null when there is none. */
  public @Nullable Brand find(AssetCode exCode) {
    return mapper.find(exCode);
  }
}
