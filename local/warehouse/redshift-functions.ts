const fn = (signature: string, returns: string, sql: string) =>
  `create or replace function public.${signature} returns ${returns} language sql as $body$ ${sql} $body$`

/** `unit` as Redshift's date functions take it, abbreviations included, to the word that date_trunc knows. */
const unit = `case lower(unit)
  when 'y' then 'year' when 'yr' then 'year' when 'years' then 'year'
  when 'qtr' then 'quarter' when 'quarters' then 'quarter'
  when 'mon' then 'month' when 'months' then 'month'
  when 'w' then 'week' when 'weeks' then 'week'
  when 'd' then 'day' when 'days' then 'day'
  when 'h' then 'hour' when 'hr' then 'hour' when 'hours' then 'hour'
  when 'm' then 'minute' when 'min' then 'minute' when 'mins' then 'minute' when 'minutes' then 'minute'
  when 's' then 'second' when 'sec' then 'second' when 'secs' then 'second' when 'seconds' then 'second'
  else lower(unit) end`

const months = `case public.date_unit(unit) when 'year' then 12 when 'quarter' then 3 when 'month' then 1 end`
const seconds = `case public.date_unit(unit)
  when 'week' then 604800 when 'day' then 86400 when 'hour' then 3600 when 'minute' then 60 when 'second' then 1 end`

/** Redshift counts the boundaries between two times, not the time between them. */
const monthsBetween = `((extract(year from later) - extract(year from earlier)) * 12
  + extract(month from later) - extract(month from earlier))`
const boundaries = `case when ${months} = 1 then ${monthsBetween}
  when ${months} = 3 then (extract(year from later) - extract(year from earlier)) * 4
    + extract(quarter from later) - extract(quarter from earlier)
  when ${months} = 12 then extract(year from later) - extract(year from earlier)
  else extract(epoch from date_trunc(public.date_unit(unit), later) - date_trunc(public.date_unit(unit), earlier))
    / ${seconds} end`

/**
 * Functions of Redshift that PostgreSQL lacks, as far as reports commonly use them.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html
 */
export const redshiftFunctions: readonly string[] = [
  fn("getdate()", "timestamp", "select date_trunc('second', statement_timestamp() at time zone 'UTC')"),
  fn("len(value text)", "integer", "select char_length(value)"),
  fn("nvl(a anycompatible, b anycompatible)", "anycompatible", "select coalesce(a, b)"),
  fn("nvl(a anycompatible, b anycompatible, c anycompatible)", "anycompatible", "select coalesce(a, b, c)"),
  fn(
    "nvl2(value anyelement, present anycompatible, absent anycompatible)",
    "anycompatible",
    "select case when value is not null then present else absent end",
  ),
  fn("date_unit(unit text)", "text", `select ${unit}`),
  fn(
    "dateadd(unit text, amount bigint, moment timestamp)",
    "timestamp",
    `select moment + coalesce(make_interval(months => cast(amount * ${months} as integer)), amount * ${seconds} * interval '1 second')`,
  ),
  fn("datediff(unit text, earlier timestamp, later timestamp)", "bigint", `select cast(${boundaries} as bigint)`),
  fn("json_extract_path_text(document text, variadic path text[])", "text", "select cast(document as json) #>> path"),
  `create or replace aggregate public.listagg(text, text) (
    sfunc = string_agg_transfn, stype = internal, finalfunc = string_agg_finalfn)`,
]
