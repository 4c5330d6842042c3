"""Who may call the pages of money, monitoring and the quarterly report."""

ROUTES = {
    ("money.account", "GET"): "staff:deputy,finance,head,supervisor",
    ("money.transfer", "POST"): "staff:finance",
    ("money.export", "GET"): "staff:deputy,finance,head,supervisor",
    ("money.act", "GET"): "staff:executor,finance,monitor",
    ("money.act", "POST"): "staff:executor,finance,monitor",
    ("money.bank_file", "GET"): "staff:deputy,finance,head,supervisor",
    ("money.reports", "GET"): "staff:deputy,head,monitor,supervisor",
    ("money.make_report", "POST"): "staff:deputy,head,monitor",
    ("money.report_file", "GET"): "staff:deputy,head,monitor,supervisor",
}
