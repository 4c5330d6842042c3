"""The kinds of a batch: why a case may not be in it, and what is done with one that may. Each asks the rules that the
page of a single case asks; none has a rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dms.errors import NotPermitted
from dms.models import Batch, BatchItem, Case, Document, User
from dms.queries import documents, people
from dms.services import clock, moves
from dms.services.acts.remarks import unmet
from dms.services.batches import words
from dms.services.desk import acceptance
from dms.services.desk.standing import Standing, of_staff
from dms.services.judging.given import Given, Remark
from dms.services.judging.law import cited
from dms.services.papers.titles import title_of
from workflows.documents import DocumentState
from workflows.refusals import Refusal
from workflows.rights import states_with
from workflows.states import Action, CaseAct, ExportAction, Relation, Right, Role
from workflows.text import Text, join

Reasons = tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """``against``: every reason why not, empty where the case may be in the batch. ``perform``: does it to one case at
    the version that the trial saw, and says what was done; None where the whole batch is one work. ``sees``: papers
    (row and row of the version) that the trial saw and the act is for, where it is for papers: they come and change
    while the case's version stands."""

    title: Text
    note: Text
    against: Callable[[Batch, Case, User], Reasons]
    perform: Callable[[Batch, BatchItem, User], Text] | None = None
    sees: Callable[[Case], list[list[int]]] | None = None


def _assignment(batch: Batch) -> Given:
    return Given(assignee_id=batch.given["assignee_id"], reasons=batch.given.get("reasons", ""))


def _against_assigning(batch: Batch, case: Case, user: User) -> Reasons:
    if case.assignee_id == batch.given["assignee_id"]:
        return (Refusal("same_assignee", words.SAME_ASSIGNEE),)
    return moves.against(case, Action.ASSIGN, user, _assignment(batch))


def _assign(batch: Batch, item: BatchItem, user: User) -> Text:
    moves.perform(item.case_id, Action.ASSIGN, user, version=item.case_version, given=_assignment(batch))
    return words.ASSIGNED.fill(name=batch.given["assignee_name"])


def _standing(case: Case, user: User) -> Standing:
    return of_staff(case.public_id, user, clock.now())


def _against_accepting(_batch: Batch, case: Case, user: User) -> Reasons:
    papers, standing = acceptance.waiting(case.id), _standing(case, user)
    if Right.EDIT not in standing.held and case.assignee_id == user.id:
        return (Refusal("not_judged_now", words.NOT_JUDGED_NOW),)
    if Right.EDIT not in standing.held:
        return (Refusal("not_yours", words.NOT_YOURS, "", words.ASK_TO_ASSIGN),)
    if not papers:
        return (Refusal("nothing_to_accept", words.NOTHING_TO_ACCEPT),)
    return next((found for paper in papers if (found := acceptance.against(standing, paper, clock.now()))), ())


def _seen(case: Case) -> list[list[int]]:
    return [list(acceptance.key_of(paper)) for paper in acceptance.waiting(case.id)]


def _accept(_batch: Batch, item: BatchItem, user: User) -> Text:
    seen = {(paper, version) for paper, version in item.seen}
    standing = _standing(item.case, user)
    accepted = acceptance.accept_all(standing, seen, clock.now(), version=item.case_version)
    done = words.ACCEPTED.fill(count=len(accepted))
    changed = documents.list_documents({paper for paper, _version in seen} - accepted)
    titles = join(title_of(paper.kind, item.case) for paper in changed)
    return join([done, words.CHANGED.fill(titles=titles)], ". ") if changed else done


def _against_export(_batch: Batch, case: Case, user: User) -> Reasons:
    if Right.EXPORT not in _standing(case, user).held:
        return (Refusal("no_export", NotPermitted().text),)
    return ()


def unfit(case: Case) -> list[Document]:
    """What the applicant sent and was not accepted, with nothing in its place."""
    return [
        paper
        for paper in documents.documents_of(case.id)
        if paper.origin == "uploaded" and paper.state == DocumentState.NOT_ACCEPTED
    ]


def _asking(case: Case) -> CaseAct:
    """The act by which the case's law asks the applicant for documents."""
    knows_remarks = moves.workflow_of(case).rows_of(ExportAction.SEND_REMARKS)
    return ExportAction.SEND_REMARKS if knows_remarks else Action.ASK


def _request(batch: Batch, case: Case) -> Given:
    """One letter with everything: what was answered "no" as well as the scans."""
    papers, said = unfit(case), batch.given.get("reasons", "")
    clause = cited(case.programme, "342:17", "314:16")
    names = {paper.public_id: title_of(paper.kind).get(case.language) for paper in papers}
    wanted = [
        Remark(words.NEW_SCAN.fill(title=names[key]).get(case.language), clause, document=key)
        for key in names
    ]  # fmt: skip
    rest = [Remark(row["text"], row["clause"], row["document"]) for row in unmet(case) if row["document"] not in names]
    told = "; ".join((said, *names.values())) if _asking(case) is Action.ASK else said
    return Given(reasons=told, remarks=(*rest, *wanted))


def _against_asking(batch: Batch, case: Case, user: User) -> Reasons:
    lacking = () if unfit(case) else (Refusal("no_unfit_scan", words.NO_UNFIT_SCAN, "", words.MARK_FIRST),)
    return (*moves.against(case, _asking(case), user, _request(batch, case)), *lacking)


def _ask(batch: Batch, item: BatchItem, user: User) -> Text:
    case = item.case
    count = len(unfit(case))
    moves.perform(case.id, _asking(case), user, version=item.case_version, given=_request(batch, case))
    return words.ASKED.fill(count=count)


KINDS: Mapping[str, Kind] = {
    "assign": Kind(words.ASSIGN, words.ASSIGN_NOTE, _against_assigning, _assign),
    "accept": Kind(words.ACCEPT, words.ACCEPT_NOTE, _against_accepting, _accept, _seen),
    "export": Kind(words.EXPORT, words.EXPORT_NOTE, _against_export),
    "ask_scans": Kind(words.ASK_SCANS, words.ASK_SCANS_NOTE, _against_asking, _ask),
}


def offered(roles: frozenset[Role]) -> tuple[str, ...]:
    """The kinds that somebody with these roles could ever do."""
    out = states_with(Right.EXPORT, roles, Relation.STAFF) | states_with(Right.EXPORT, roles, Relation.ASSIGNEE)
    able = {
        "assign": bool(states_with(Right.ASSIGN, roles, Relation.STAFF)),
        "accept": bool(roles & people.WORKERS),
        "export": bool(out),
        "ask_scans": bool(roles & people.WORKERS),
    }
    return tuple(kind for kind in KINDS if able[kind])
