"""Continuous integration: workflows for repositories, and a package for Gradescope.

`workflows` writes files for GitHub and GitLab from `templates`; `statuses` turns grades into the short words beside a commit.
`gradescope` builds the zip that Gradescope unpacks, and `autograder` is what runs in there.
"""
