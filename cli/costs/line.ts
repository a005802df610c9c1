import { type Price, type PriceName, prices } from "#cli/costs/prices"

/** So many units of something at its list price. `usd` is missing where the price is. */
export type Line = { service: string; what: string; quantity: number; unit: string; usd: number | undefined }

const priceOf = (name: PriceName): Price => prices[name]

export type Used = { what: string; quantity: number; price: PriceName }

/** What of a service was used. Nothing is no line. */
export const linesOf = (service: string, used: readonly Used[]): Line[] =>
  used
    .filter(({ quantity }) => quantity > 0)
    .map(({ what, quantity, price }) => {
      const { usd, per, unit } = priceOf(price)
      return { service, what, quantity, unit, usd: usd === undefined ? undefined : (quantity / per) * usd }
    })

/** Without what has no price. */
export const sum = (lines: readonly Line[]): number => lines.reduce((total, { usd = 0 }) => total + usd, 0)
