package io.dams.frontoffice.brand;

import io.dams.contracts.money.AssetCode;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Brands, for everybody to see and for operators to keep. */
@RestController
@SecurityRequirements
class BrandController {

  private final Brands brands;

  BrandController(Brands brands) {
    this.brands = brands;
  }

  /** The brands that users see, by priority. */
  @GetMapping("/v1/brands")
  BrandList brands() {
    return new BrandList(
        brands.displayed().stream()
            .map(b -> new BrandView(b.exCode(), b.name(), b.logoUrl(), b.pointScale()))
            .toList());
  }

  /** Makes a brand known, or changes it. For operators. */
  @PutMapping("/ops/brands/{exCode}")
  Brand putBrand(@PathVariable AssetCode exCode, @Valid @RequestBody BrandRequest request) {
    Brand brand =
        new Brand(
            exCode,
            request.name(),
            request.logoUrl(),
            request.pointScale(),
            request.priority() == null ? 100 : request.priority(),
            request.displayed() == null || request.displayed());
    brands.put(brand);
    return brand;
  }

  /** All of them. */
  record BrandList(List<BrandView> brands) {}

  /** One of them. */
  record BrandView(AssetCode exCode, String name, @Nullable String logoUrl, int pointScale) {}

  /**
   * What operators say of a brand.
   *
   * @param priority the lowest is shown first; 100 when left out
   * @param displayed whether users see it; true when left out
   */
  record BrandRequest(
      @NotBlank @Size(max = 80) String name,
      @Nullable @Size(max = 500) String logoUrl,
      @Min(0) @Max(8) int pointScale,
      @Nullable @Min(0) Integer priority,
      @Nullable Boolean displayed) {}
}
