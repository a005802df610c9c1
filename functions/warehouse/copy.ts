/**
 * How Firehose has Redshift load a file: keys that are columns' names are taken, and a line that is no JSON, or too wide,
 * does not keep the others out (it is listed in SYS_LOAD_ERROR_DETAIL). All columns are text, so nothing else can fail.
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-load.html#copy-maxerror
 */
export const copyOptions = "json 'auto' maxerror 100000"
